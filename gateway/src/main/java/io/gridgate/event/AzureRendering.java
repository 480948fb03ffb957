package io.gridgate.event;

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
     * Writes the event as Azure would.
     *
     * @param json one checked CloudEvent as JSON object in UTF-8
     * @param target where to; if this fails, it may have a part of the event
     * @throws IllegalArgumentException if the bytes are not one JSON object
     */
    public static void render(byte[] json, JsonWriter target) {
        JsonCursor cursor = JsonCursor.ofEvent(json);
        JsonSplice rendered = new JsonSplice(target, json);
        try {
            envelope(json, cursor, rendered);
            cursor.finish();
        } catch (Refused refused) {
            throw new IllegalArgumentException("event " + refused.reason(), refused);
        }
        rendered.flush();
    }

    private static void envelope(byte[] json, JsonCursor cursor, JsonSplice rendered)
            throws Refused {
        cursor.enter('{');
        int dataFrom = 0;
        int dataTo = 0;
        boolean more = !cursor.isEmpty('}');
        while (more) {
            cursor.name();
            String name = AttributeNames.of(cursor, json);
            int from = rendered.size();
            rendered.ascii(',');
            rendered.copy(cursor.textStart() - 1, cursor.textStop() + 1);
            rendered.ascii(':');
            boolean isData = name.equals(AttributeNames.DATA);
            if (isData) {
                new SortedJson(json, cursor, rendered).value();
            } else if (cursor.peek() == 'n') {
                cursor.skipValue();
                rendered.truncate(from);
            } else {
                attribute(name, cursor, rendered);
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
        rendered.ascii('}');
        rendered.set(0, '{'); // in place of the first comma
    }

    private static void attribute(String name, JsonCursor cursor, JsonSplice rendered)
            throws Refused {
        int from = cursor.position();
        cursor.skipValue();
        if (name.equals(AttributeNames.TIME)) {
            String given = cursor.text();
            String utc = Timestamps.utc(given);
            if (cursor.textIsEscaped() || !utc.equals(given)) {
                rendered.string(utc);
                return;
            }
        }
        rendered.copy(from, cursor.position());
    }
}
