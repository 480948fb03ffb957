/**
 * Owns the composition and life of the gateway role: sources, outboxes, the way to a namespace.
 *
 * <p>Must not know the command line or another role.
 */
@NullMarked
package io.gridgate.app.gateway;

import org.jspecify.annotations.NullMarked;
