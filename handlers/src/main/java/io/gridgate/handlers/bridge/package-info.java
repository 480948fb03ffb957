/**
 * Owns the way from a worker to HTTP targets in a private network, with the meaning that Event
 * Grid's push delivery has. Must not know how events are received.
 */
@NullMarked
package io.gridgate.handlers.bridge;

import org.jspecify.annotations.NullMarked;
