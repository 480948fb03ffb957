/**
 * Owns the way from a request that Event Grid pushes to a handler and back to a status. Must not
 * know which web server takes the request.
 */
@NullMarked
package io.gridgate.handlers.push;

import org.jspecify.annotations.NullMarked;
