package io.gridgate.archive;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** One line on its way out: an object with its fields in order. For one thread. */
final class JsonLine {

    private static final JsonFactory JSON = new JsonFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final JsonGenerator json;

    JsonLine() {
        try {
            json = JSON.createGenerator(bytes, JsonEncoding.UTF8);
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private JsonLine write(Writing writing) {
        try {
            writing.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonLine begin(String name) {
        return write(() -> json.writeFieldName(name));
    }

    JsonLine object() {
        return write(json::writeStartObject);
    }

    JsonLine array() {
        return write(json::writeStartArray);
    }

    /** Ends the object or array that was begun last. */
    JsonLine end() {
        return write(() -> {
            if (json.getOutputContext().inArray()) {
                json.writeEndArray();
            } else {
                json.writeEndObject();
            }
        });
    }

    JsonLine field(String name, String value) {
        return write(() -> json.writeStringField(name, value));
    }

    JsonLine field(String name, long value) {
        return write(() -> json.writeNumberField(name, value));
    }

    JsonLine field(String name, boolean value) {
        return write(() -> json.writeBooleanField(name, value));
    }

    JsonLine field(String name, Instant value) {
        return field(name, value.toString());
    }

    JsonLine field(String name, List<String> values) {
        return write(() -> {
            json.writeArrayFieldStart(name);
            for (String each : values) {
                json.writeString(each);
            }
            json.writeEndArray();
        });
    }

    JsonLine base64(String name, byte[] value) {
        return write(() -> json.writeBinaryField(name, value));
    }

    /** Adds JSON as it stands; it must have no line break. */
    JsonLine raw(String name, byte[] value) {
        return write(() -> {
            json.writeFieldName(name);
            json.writeRawValue("");
            json.flush();
            bytes.write(value);
        });
    }

    /** Ends the line; nothing can be added afterwards. */
    byte[] finish() {
        write(json::flush);
        int length = bytes.size();
        String ending = Line.ending(bytes.toByteArray(), length) + "\n";
        bytes.writeBytes(ending.getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }
}
