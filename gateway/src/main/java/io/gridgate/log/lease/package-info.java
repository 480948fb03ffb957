/**
 * Owns the rules of delivery: which event of a subscription is handed out next, what a lock token
 * is worth, when a delivery ends and when an event is given up. Must not know a clock, a thread or
 * a disk: state + command + time in, result + records to keep out, the same for the same input.
 */
@NullMarked
package io.gridgate.log.lease;

import org.jspecify.annotations.NullMarked;
