/**
 * Owns how a database transaction begins, ends and is lent, and what may name a table. Must not
 * know what is written in it.
 */
@NullMarked
package io.gridgate.handlers.jdbc;

import org.jspecify.annotations.NullMarked;
