package io.gridgate.handlers.push;

import java.util.Map;

/**
 * What a web server shall answer, without a body.
 *
 * @param status the HTTP status
 * @param headers by name
 */
public record PushAnswer(int status, Map<String, String> headers) {

    /** Copies the headers. */
    public PushAnswer {
        headers = Map.copyOf(headers);
    }

    static PushAnswer of(int status) {
        return new PushAnswer(status, Map.of());
    }
}
