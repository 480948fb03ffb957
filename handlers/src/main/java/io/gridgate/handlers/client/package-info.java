/**
 * Owns the client of an Event Grid namespace, in Azure or in Gridgate: publish, receive and settle
 * over the data plane API. Must not know how events are handled, nor re-encode an event that is
 * already JSON.
 */
@NullMarked
package io.gridgate.handlers.client;

import org.jspecify.annotations.NullMarked;
