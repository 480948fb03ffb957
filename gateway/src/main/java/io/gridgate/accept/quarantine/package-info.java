/**
 * Owns events that violate their contract and wait for a person: what there is, and how it is
 * repaired, released or dropped. Keeps nothing itself: it is a consumer of the log like others.
 * Must not know an HTTP server, nor which store is behind the log.
 */
@NullMarked
package io.gridgate.accept.quarantine;

import org.jspecify.annotations.NullMarked;
