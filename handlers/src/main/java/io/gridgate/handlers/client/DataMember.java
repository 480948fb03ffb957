package io.gridgate.handlers.client;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The member of the JSON format that carries an event's data: JSON goes in as it is, text in UTF-8
 * as a string, all else in base64 (CloudEvents JSON format 1.0.2 §3.1).
 *
 * @param name {@code data} or {@code data_base64}
 * @param value one JSON value
 */
@SuppressWarnings("ArrayRecordComponent") // written, never compared
record DataMember(String name, byte[] value) {

    /** Returns the member for data of a media type; fails where the type is JSON, the data not. */
    static DataMember of(@Nullable String contentType, byte[] data) throws IOException {
        if (isJson(contentType, data)) {
            return new DataMember("data", data);
        }
        String text = contentType != null ? textOrNull(contentType, data) : null;
        return text != null
                ? new DataMember("data", quoted(text))
                : new DataMember("data_base64", quoted(Base64.getEncoder().encodeToString(data)));
    }

    private static boolean isJson(@Nullable String contentType, byte[] data) {
        if (!DataContentType.isJson(contentType)) {
            return false;
        }
        if (Json.isOneValue(data)) {
            return true;
        }
        if (contentType == null) {
            return false;
        }
        throw new IllegalArgumentException(
                "the data of the event are not JSON, but its datacontenttype is " + contentType);
    }

    private static @Nullable String textOrNull(String contentType, byte[] data) {
        if (!DataContentType.isUtf8Text(contentType)) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static byte[] quoted(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
        try (var json = Json.FACTORY.createGenerator(out)) {
            json.writeString(text);
        }
        return out.toByteArray();
    }

    /** Returns a JSON object, which has a member already, with this one after the others. */
    byte[] after(byte[] object) {
        byte[] head = (",\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
        ByteBuffer json = ByteBuffer.allocate(object.length + head.length + value.length);
        json.put(object, 0, object.length - 1).put(head).put(value).put((byte) '}');
        return json.array();
    }
}
