package io.gridgate.accept.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.gridgate.auth.webhook.FormFields;
import io.gridgate.event.EventMessage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The JSON of a delivery: its body, or an object with the fields of a form in their order. */
public final class Payload {

    /** Media type of forms. */
    public static final String FORM = "application/x-www-form-urlencoded";

    private static final JsonFactory JSON = new JsonFactory();

    private Payload() {}

    /**
     * {@return the media type of a message in lower case without parameters, empty where there is
     * none}
     *
     * @param message the message
     */
    public static String mediaType(EventMessage message) {
        String type = message.contentType() == null ? "" : message.contentType();
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the JSON: a form's fields by name, sorted, as strings; repeated ones as an array; a
     * body of another media type as it is; empty if a form cannot be read}
     *
     * @param message the message
     */
    public static Optional<byte[]> of(EventMessage message) {
        return mediaType(message).equals(FORM)
                ? FormFields.read(message.body()).map(Payload::object)
                : Optional.of(message.body());
    }

    private static byte[] object(Map<String, List<String>> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, List<String>> field : fields.entrySet()) {
                json.writeFieldName(field.getKey());
                List<String> values = field.getValue();
                if (values.size() == 1) {
                    json.writeString(values.getFirst());
                } else {
                    json.writeArray(values.toArray(String[]::new), 0, values.size());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return out.toByteArray();
    }
}
