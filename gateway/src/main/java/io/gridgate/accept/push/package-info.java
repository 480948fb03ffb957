/**
 * Owns what Event Grid pushes: both handshakes, which senders are expected, and the way of the
 * delivered events into the log. Must not know an HTTP server or which store is behind the log.
 */
@NullMarked
package io.gridgate.accept.push;

import org.jspecify.annotations.NullMarked;
