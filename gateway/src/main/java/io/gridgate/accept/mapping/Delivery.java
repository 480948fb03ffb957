package io.gridgate.accept.mapping;

import io.gridgate.accept.ContentHash;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What a mapping reads from: the headers of a delivery, and one JSON value of it.
 *
 * @param headers values by lower-case header name
 * @param payload the JSON, byte for byte
 * @param fields what was found in it
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
public record Delivery(Map<String, String> headers, byte[] payload, JsonFields fields) {

    /**
     * {@return a header's value, unless it is empty}
     *
     * @param name its lower-case name
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isEmpty());
    }

    /** {@return SHA-256 of the payload, 64 hexadecimal digits} */
    public String payloadHash() {
        return HexFormat.of().formatHex(ContentHash.of(payload));
    }
}
