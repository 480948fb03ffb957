/**
 * Owns who may call: partner keys and webhook signatures, access keys, tokens, and the secrets they
 * are checked against. Must not know a store engine or an HTTP server.
 */
@NullMarked
package io.gridgate.auth;

import org.jspecify.annotations.NullMarked;
