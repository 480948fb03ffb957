/**
 * Owns what an event is: its identity, the CloudEvents HTTP modes, the EventGridEvent schema, and
 * the data bytes exactly as they came. Must not know an HTTP server or a store.
 */
@NullMarked
package io.gridgate.event;

import org.jspecify.annotations.NullMarked;
