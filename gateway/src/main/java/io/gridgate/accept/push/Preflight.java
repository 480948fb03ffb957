package io.gridgate.accept.push;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * The {@code OPTIONS} request with which a sender of CloudEvents asks whether it may push.
 *
 * <p>Source: HTTP 1.1 Web Hooks for Event Delivery 1.0.2 §4.1.
 *
 * @param origin who asks, from {@code WebHook-Request-Origin}
 * @param callback where it may be told later, from {@code WebHook-Request-Callback}
 * @param rate how many requests a minute it wants, from {@code WebHook-Request-Rate}
 */
public record Preflight(@Nullable String origin, @Nullable String callback, @Nullable String rate) {

    /**
     * {@return what the headers of a request ask for}
     *
     * @param headers values by lower-case header name
     */
    public static Preflight of(Map<String, String> headers) {
        return new Preflight(
                headers.get("webhook-request-origin"),
                headers.get("webhook-request-callback"),
                headers.get("webhook-request-rate"));
    }
}
