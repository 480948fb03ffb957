/**
 * Owns the way from our sender and receiver to Microsoft's own namespaces client, for builds with
 * profile {@code azure-namespaces-sdk}. Must not be needed by anything: callers see the interfaces
 * of {@code io.gridgate.handlers.client} only.
 */
@NullMarked
package io.gridgate.handlers.client.azuresdk;

import org.jspecify.annotations.NullMarked;
