package io.gridgate.handlers.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request as it stood on the wire; header names in lower case. */
public record RecordedRequest(String line, Map<String, String> headers, String body) {

    static RecordedRequest of(String line, Map<String, String> headers, byte[] body) {
        return new RecordedRequest(line, headers, new String(body, StandardCharsets.UTF_8));
    }

    public String header(String name) {
        return headers.get(name);
    }
}
