package io.gridgate.handlers.client;

import com.fasterxml.jackson.core.JsonGenerator;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.types.Time;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.TreeSet;

/** Writes a foreign CloudEvent in the JSON format, around its data bytes as they are. */
final class JsonEventWriter {

    private static final byte[] DATA = ",\"data\":".getBytes(StandardCharsets.UTF_8);

    private JsonEventWriter() {}

    static byte[] write(CloudEvent event) {
        CloudEvent v1 =
                event.getSpecVersion() == SpecVersion.V1
                        ? event
                        : CloudEventBuilder.v1(event).build();
        CloudEventData data = v1.getData();
        byte[] bytes = data == null ? null : data.toBytes();
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(512 + (bytes == null ? 0 : bytes.length));
        try {
            boolean spliced = bytes != null && isSpliced(v1.getDataContentType(), bytes);
            writeAttributes(v1, spliced ? null : bytes, out);
            return spliced && bytes != null ? splice(out, bytes) : out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the data bytes are JSON that goes in as it is. */
    private static boolean isSpliced(@Nullable String contentType, byte[] data) {
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

    /** Puts the data before the brace that ends the attributes. */
    private static byte[] splice(ByteArrayOutputStream attributes, byte[] data) {
        byte[] head = attributes.toByteArray();
        ByteBuffer json = ByteBuffer.allocate(head.length + DATA.length + data.length);
        json.put(head, 0, head.length - 1).put(DATA).put(data).put((byte) '}');
        return json.array();
    }

    private static void writeAttributes(
            CloudEvent event, byte @Nullable [] data, ByteArrayOutputStream out)
            throws IOException {
        try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("specversion", SpecVersion.V1.toString());
            json.writeStringField("id", event.getId());
            json.writeStringField("source", event.getSource().toString());
            json.writeStringField("type", event.getType());
            optional(json, "datacontenttype", event.getDataContentType());
            optional(json, "dataschema", event.getDataSchema());
            optional(json, "subject", event.getSubject());
            optional(json, "time", event.getTime());
            for (String name : new TreeSet<>(event.getExtensionNames())) {
                optional(json, name, event.getExtension(name));
            }
            if (data != null) {
                writeOpaque(json, event.getDataContentType(), data);
            }
            json.writeEndObject();
        }
    }

    private static void optional(JsonGenerator json, String name, @Nullable Object value)
            throws IOException {
        switch (value) {
            case null -> {}
            case Boolean truth -> json.writeBooleanField(name, truth);
            case Integer number -> json.writeNumberField(name, number);
            case OffsetDateTime time -> json.writeStringField(name, Time.writeTime(time));
            case byte[] bytes ->
                    json.writeStringField(name, Base64.getEncoder().encodeToString(bytes));
            default -> json.writeStringField(name, value.toString());
        }
    }

    private static void writeOpaque(JsonGenerator json, @Nullable String contentType, byte[] data)
            throws IOException {
        String text = contentType != null ? textOrNull(contentType, data) : null;
        if (text != null) {
            json.writeStringField("data", text);
        } else {
            json.writeStringField("data_base64", Base64.getEncoder().encodeToString(data));
        }
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
}
