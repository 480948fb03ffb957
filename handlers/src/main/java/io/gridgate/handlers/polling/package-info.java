/**
 * Owns a thread that takes one turn after the other and rests between them. Must not know what a
 * turn does.
 */
@NullMarked
package io.gridgate.handlers.polling;

import org.jspecify.annotations.NullMarked;
