/**
 * Owns the binding of data to Java types by Jackson, an optional dependency. Must not know routes.
 */
@NullMarked
package io.gridgate.handlers.jackson;

import org.jspecify.annotations.NullMarked;
