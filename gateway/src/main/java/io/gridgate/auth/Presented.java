package io.gridgate.auth;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What a caller shows to be let in: the headers of a request and its body exactly as it came.
 *
 * @param headers values by lower-case header name
 * @param body the raw bytes, before any decoding; shared, callers must not write
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
public record Presented(Map<String, String> headers, byte[] body) {

    @Nullable String header(String name) {
        return headers.get(name);
    }
}
