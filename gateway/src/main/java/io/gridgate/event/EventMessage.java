package io.gridgate.event;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * An HTTP message that carries events, without the server or client that moves it.
 *
 * @param contentType the Content-Type as it stands in the message, null where there is none
 * @param headers the other headers by lower-case name; of a repeated header the last value
 * @param body the body, empty where there is none; shared, callers must not write
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
public record EventMessage(
        @Nullable String contentType, Map<String, String> headers, byte[] body) {}
