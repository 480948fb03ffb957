/**
 * Owns the HTTP server that every role shares: listeners, limits, health, OpenAPI, and the way from
 * a failure to an answer. Must not know how a store works inside.
 */
@NullMarked
package io.gridgate.http;

import org.jspecify.annotations.NullMarked;
