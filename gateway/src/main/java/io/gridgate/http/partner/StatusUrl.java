package io.gridgate.http.partner;

import io.gridgate.event.EventKey;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the status of an event can be read. */
final class StatusUrl {

    private StatusUrl() {}

    /** Returns the path and query, relative to the root of the gateway. */
    static String of(String partner, String source, EventKey key) {
        return "/partners/"
                + partner
                + "/"
                + source
                + "/events?source="
                + encode(key.source())
                + "&id="
                + encode(key.id());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
