/**
 * Owns the data plane of an Event Grid namespace as it goes over the wire: paths, parameters,
 * bodies, lock tokens, and Azure's error envelope. Must not know how the log stores events.
 */
@NullMarked
package io.gridgate.http.namespace;

import org.jspecify.annotations.NullMarked;
