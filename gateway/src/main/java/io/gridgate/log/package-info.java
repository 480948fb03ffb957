/**
 * Owns the durable log: topics, event subscriptions, append, dedup, lease, settle and dead letters.
 * Must not know HTTP and must not parse CloudEvents.
 */
@NullMarked
package io.gridgate.log;

import org.jspecify.annotations.NullMarked;
