/**
 * Owns what of a worker can be watched: Micrometer metrics and OpenTelemetry spans, both optional
 * dependencies. Must not decide what becomes of events.
 */
@NullMarked
package io.gridgate.handlers.telemetry;

import org.jspecify.annotations.NullMarked;
