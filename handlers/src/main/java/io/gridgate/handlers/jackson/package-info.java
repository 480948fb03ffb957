/**
 * Owns the binding of data, and of the state of processes, to Java types by Jackson, an optional
 * dependency. Must not know routes.
 */
@NullMarked
package io.gridgate.handlers.jackson;

import org.jspecify.annotations.NullMarked;
