/**
 * Owns the webhooks for Event Grid: requests read, answers written. Must not know how handshakes
 * are decided or where events go.
 */
@NullMarked
package io.gridgate.http.push;

import org.jspecify.annotations.NullMarked;
