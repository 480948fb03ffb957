package io.gridgate.auth;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What a caller shows to be let in: path and headers of a request and its body exactly as they
 * came.
 *
 * @param target path and query as they stand in the request line, percent signs and all
 * @param headers values by lower-case header name
 * @param body the raw bytes, before any decoding; shared, callers must not write
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
public record Presented(String target, Map<String, String> headers, byte[] body) {

    /**
     * {@return a header's value, null where it is not there}
     *
     * @param name its lower-case name
     */
    public @Nullable String header(String name) {
        return headers.get(name);
    }
}
