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
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.TreeSet;

/** Writes a foreign CloudEvent in the JSON format, around its data bytes as they are. */
final class JsonEventWriter {

    private JsonEventWriter() {}

    static byte[] write(CloudEvent event) {
        CloudEvent v1 =
                event.getSpecVersion() == SpecVersion.V1
                        ? event
                        : CloudEventBuilder.v1(event).build();
        CloudEventData data = v1.getData();
        try {
            byte[] attributes = attributes(v1);
            return data == null
                    ? attributes
                    : DataMember.of(v1.getDataContentType(), data.toBytes()).after(attributes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] attributes(CloudEvent event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
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
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /** Writes an attribute, where it has a value, by the rules of the JSON format. */
    static void optional(JsonGenerator json, String name, @Nullable Object value)
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
}
