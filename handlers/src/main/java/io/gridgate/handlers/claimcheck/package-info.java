/**
 * Owns the claim check: data that are too big for an event wait in a store, and the event carries
 * their address, length and digest. Must not know how events travel.
 */
@NullMarked
package io.gridgate.handlers.claimcheck;

import org.jspecify.annotations.NullMarked;
