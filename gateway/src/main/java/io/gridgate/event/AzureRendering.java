package io.gridgate.event;

import java.util.Arrays;

/**
 * Renders an event the way an Event Grid namespace hands it out.
 *
 * <p>As recorded from Azure: compact JSON; {@code data} or {@code data_base64} last; {@code time}
 * in UTC without trailing zeros; the keys of {@code data} sorted at every depth. Nothing more is
 * known of how Azure writes data again, so numbers and string escapes stay as they came, and of
 * equal keys both stay. Keys are ordered by their UTF-8 bytes. An attribute that is null is absent
 * and is left out. Attributes keep their order, of which Azure promises nothing.
 *
 * <p>Used by the namespace role only. Stateless; safe to call from any thread.
 */
public final class AzureRendering {

    private AzureRendering() {}

    /**
     * Returns the event as Azure would write it.
     *
     * @param json one checked CloudEvent as JSON object in UTF-8
     * @return the same array where nothing needs to change, else a new one
     * @throws IllegalArgumentException if the bytes are not one JSON object
     */
    public static byte[] render(byte[] json) {
        JsonCursor cursor = JsonCursor.ofEvent(json);
        JsonWriter rendered = new JsonWriter(json.length);
        try {
            envelope(json, cursor, rendered);
            cursor.finish();
        } catch (Refused refused) {
            throw new IllegalArgumentException("event " + refused.reason(), refused);
        }
        boolean same =
                rendered.size() == json.length
                        && Arrays.equals(rendered.buffer(), 0, json.length, json, 0, json.length);
        return same ? json : rendered.toBytes();
    }

    private static void envelope(byte[] json, JsonCursor cursor, JsonWriter rendered)
            throws Refused {
        cursor.enter('{');
        SortedJson data = new SortedJson(json, cursor, rendered);
        int dataFrom = 0;
        int dataTo = 0;
        boolean more = !cursor.isEmpty('}');
        while (more) {
            cursor.name();
            String name = AttributeNames.of(cursor, json);
            int from = rendered.size();
            rendered.ascii(',').raw(json, cursor.textStart() - 1, cursor.textStop() + 1);
            rendered.ascii(':');
            boolean isData = name.equals(AttributeNames.DATA);
            if (isData) {
                data.value();
            } else if (cursor.peek() == 'n') {
                cursor.skipValue();
                rendered.truncate(from);
            } else {
                attribute(name, json, cursor, rendered);
                isData = name.equals(AttributeNames.DATA_BASE64);
            }
            if (isData) {
                dataFrom = from;
                dataTo = rendered.size();
            }
            more = cursor.hasMore('}');
        }
        rendered.moveToEnd(dataFrom, dataTo);
        if (rendered.size() == 0) {
            rendered.ascii(',');
        }
        rendered.ascii('}').set(0, '{'); // in place of the first comma
    }

    private static void attribute(String name, byte[] json, JsonCursor cursor, JsonWriter rendered)
            throws Refused {
        int from = cursor.position();
        cursor.skipValue();
        if (name.equals(AttributeNames.TIME)) {
            rendered.string(Timestamps.utc(cursor.text()));
        } else {
            rendered.raw(json, from, cursor.position());
        }
    }
}
