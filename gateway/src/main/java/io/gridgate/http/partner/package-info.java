/**
 * Owns the partner API: its routes, its receipts, and the error catalogue with its problem details.
 * Must not know how a request is authenticated or which store is behind the log.
 */
@NullMarked
package io.gridgate.http.partner;

import org.jspecify.annotations.NullMarked;
