/**
 * Owns the way from event subscriptions to webhooks, as Event Grid's namespaces push: handshake,
 * delivery, retries, dead letters. Must not know the HTTP client, or where its settings come from.
 */
@NullMarked
package io.gridgate.deliver.push;

import org.jspecify.annotations.NullMarked;
