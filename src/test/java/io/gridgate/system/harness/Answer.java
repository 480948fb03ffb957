package io.gridgate.system.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param headers the response headers
 * @param body the body's text
 */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Makes an answer from raw bytes. */
    static Answer of(int status, HttpHeaders headers, byte[] body) {
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    /** Returns the body as JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("no JSON in " + this, e);
        }
    }

    /**
     * Returns a header, or an empty text.
     *
     * @param name its name
     */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
