package io.gridgate.event;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes an event in binary mode.
 *
 * <p>Source: CloudEvents HTTP protocol binding 1.0.2 §3.1.
 */
final class BinaryWriter {

    private BinaryWriter() {}

    static EventMessage write(Event event) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, Object> attribute : event.attributes().entrySet()) {
            String name = attribute.getKey();
            if (!name.equals(AttributeNames.DATACONTENTTYPE)) {
                headers.put(BinaryReader.PREFIX + name, header(name, attribute.getValue()));
            }
        }
        return new EventMessage(contentType(event), headers, event.payload());
    }

    private static String header(String name, Object value) {
        String text = value.toString();
        String time =
                name.equals(AttributeNames.TIME)
                        ? Timestamps.rfc3339(text, Timestamps.Writer.JSON)
                        : null;
        return HeaderText.encode(time == null ? text : time);
    }

    /** Returns the datacontenttype, or what the format assumes where there is none. */
    private static @Nullable String contentType(Event event) {
        if (event.attribute(AttributeNames.DATACONTENTTYPE) instanceof String type) {
            return type;
        }
        return switch (event.dataKind()) {
            case NONE -> null;
            case JSON -> "application/json";
            case BASE64 -> "application/octet-stream";
        };
    }
}
