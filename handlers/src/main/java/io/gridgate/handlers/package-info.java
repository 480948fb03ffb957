/**
 * Owns the types that a handler is written with.
 *
 * <p>Must not know a web server or a store engine.
 */
@NullMarked
package io.gridgate.handlers;

import org.jspecify.annotations.NullMarked;
