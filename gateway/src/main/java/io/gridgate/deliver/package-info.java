/**
 * Owns the way out: lease → sink → settle, back-off, circuits and dead letters. Must not know the
 * HTTP server.
 */
@NullMarked
package io.gridgate.deliver;

import org.jspecify.annotations.NullMarked;
