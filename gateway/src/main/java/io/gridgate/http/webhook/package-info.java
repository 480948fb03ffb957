/**
 * Owns requests to webhooks, which go to addresses only that were checked. Must not know what is
 * sent, or why.
 */
@NullMarked
package io.gridgate.http.webhook;

import org.jspecify.annotations.NullMarked;
