/**
 * Owns the way from the outboxes to the topics of Event Grid. Must not know who sent the events, or
 * the HTTP server.
 */
@NullMarked
package io.gridgate.deliver.forward;

import org.jspecify.annotations.NullMarked;
