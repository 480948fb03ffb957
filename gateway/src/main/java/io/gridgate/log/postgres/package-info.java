/**
 * Owns the log in a PostgreSQL database that several replicas share: its tables, statements,
 * connections and the messages between replicas. Must not know HTTP or how credentials are made.
 */
@NullMarked
package io.gridgate.log.postgres;

import org.jspecify.annotations.NullMarked;
