/**
 * Owns the webhooks for Event Grid: requests read, answers written, deliveries passed on to private
 * targets. Must not know how handshakes are decided or a store.
 */
@NullMarked
package io.gridgate.http.push;

import org.jspecify.annotations.NullMarked;
