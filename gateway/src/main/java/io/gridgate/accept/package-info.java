/**
 * Owns the pipeline that turns a request of a partner into durable events: authenticate, decode,
 * check, append, and its outcome per event. Must not know an HTTP server or which store is behind
 * the log.
 */
@NullMarked
package io.gridgate.accept;

import org.jspecify.annotations.NullMarked;
