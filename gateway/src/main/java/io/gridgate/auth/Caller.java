package io.gridgate.auth;

/**
 * Who stands at a partner's door, as far as that is known before anything is proven.
 *
 * @param partner the partner as the caller wrote it
 * @param source the source as the caller wrote it
 * @param remote the address that it calls from
 */
public record Caller(String partner, String source, String remote) {}
