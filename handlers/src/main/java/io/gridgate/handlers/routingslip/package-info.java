/**
 * Owns the routing slip: an event that carries the steps it shall go through, and the way back.
 * Must not know what the steps do.
 */
@NullMarked
package io.gridgate.handlers.routingslip;

import org.jspecify.annotations.NullMarked;
