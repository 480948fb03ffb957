/**
 * Owns which handler an event goes to, by its type, source, subject and contract version. Must not
 * read data.
 */
@NullMarked
package io.gridgate.handlers.routing;

import org.jspecify.annotations.NullMarked;
