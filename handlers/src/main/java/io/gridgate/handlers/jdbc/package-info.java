/** Owns how a database transaction begins and ends. Must not know what is written in it. */
@NullMarked
package io.gridgate.handlers.jdbc;

import org.jspecify.annotations.NullMarked;
