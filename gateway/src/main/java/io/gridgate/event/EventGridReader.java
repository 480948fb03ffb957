package io.gridgate.event;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/** Reads events of the Event Grid schema from one JSON text. Not safe for several threads. */
final class EventGridReader {

    static final String TOPIC = "topic";
    static final String EVENT_TYPE = "eventType";
    static final String EVENT_TIME = "eventTime";
    static final String DATA_VERSION = "dataVersion";
    static final String METADATA_VERSION = "metadataVersion";

    private static final byte[] NO_DATA = new byte[0];

    /** The string members in the order in which they are checked. */
    private static final List<String> MEMBERS =
            List.of(
                    AttributeNames.ID,
                    TOPIC,
                    EVENT_TYPE,
                    AttributeNames.SUBJECT,
                    EVENT_TIME,
                    DATA_VERSION,
                    METADATA_VERSION);

    private final byte[] json;
    private final JsonCursor cursor;
    private final String topic;

    EventGridReader(byte[] json, JsonCursor cursor, String topic) {
        this.json = json;
        this.cursor = cursor;
        this.topic = topic;
    }

    Item read(int index) throws Refused {
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return new Item.Invalid(Problem.ofMessage("event must be a JSON object", index));
        }
        EventDraft members = new EventDraft();
        cursor.enter('{');
        if (!cursor.isEmpty('}')) {
            do {
                member(members);
            } while (cursor.hasMore('}'));
        }
        return item(members, index);
    }

    private void member(EventDraft members) throws Refused {
        cursor.name();
        String name = cursor.text();
        boolean string = cursor.peek() == '"';
        boolean isNull = cursor.peek() == 'n';
        int from = cursor.position();
        cursor.skipValue();
        if (name.equals(AttributeNames.DATA)) {
            if (members.dataKind() == DataKind.JSON) {
                members.flaw(name, "must not be given twice");
            }
            members.data(DataKind.JSON, from, cursor.position());
        } else if (MEMBERS.contains(name)) {
            members.add(name, string ? cursor.text() : null);
            if (!string && !isNull) {
                members.flaw(name, "must be string");
            }
        }
    }

    private Item item(EventDraft members, int index) {
        Attributes given = members.attributes();
        EventDraft event = new EventDraft();
        String source = given.text(TOPIC);
        event.add(AttributeNames.SPECVERSION, "1.0");
        event.add(AttributeNames.ID, given.text(AttributeNames.ID));
        event.add(AttributeNames.SOURCE, source == null || source.isEmpty() ? topic : source);
        event.add(AttributeNames.TYPE, given.text(EVENT_TYPE));
        event.add(AttributeNames.SUBJECT, nonEmpty(given.text(AttributeNames.SUBJECT)));
        event.add(AttributeNames.TIME, time(given.text(EVENT_TIME)));
        event.add(AttributeNames.DATASCHEMA, schema(nonEmpty(given.text(DATA_VERSION))));
        members.copyFlaw(event);
        if (given.text(AttributeNames.SUBJECT) == null) {
            event.flaw(AttributeNames.SUBJECT, "attribute is required");
        }
        if (given.text(EVENT_TIME) == null) {
            event.flaw(AttributeNames.TIME, "attribute is required");
        }
        return renamed(EventAssembly.assemble(event, data(members), EventForm.AS_SENT, index));
    }

    private byte[] data(EventDraft members) {
        return members.dataKind() == DataKind.NONE
                ? NO_DATA
                : Arrays.copyOfRange(json, members.dataFrom(), members.dataTo());
    }

    private static @Nullable String nonEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable String time(@Nullable String text) {
        String time = text == null ? null : Timestamps.rfc3339(text, Timestamps.Writer.EVENT_GRID);
        return time == null ? text : time;
    }

    private static @Nullable String schema(@Nullable String version) {
        return version == null ? null : "#" + HeaderText.encode(version);
    }

    /** Names the attribute of a problem as the sender knows it. */
    private static Item renamed(Item item) {
        if (!(item instanceof Item.Invalid(Problem problem))) {
            return item;
        }
        String name =
                switch (problem.attribute()) {
                    case AttributeNames.SOURCE -> TOPIC;
                    case AttributeNames.TYPE -> EVENT_TYPE;
                    case AttributeNames.TIME -> EVENT_TIME;
                    case AttributeNames.DATASCHEMA -> DATA_VERSION;
                    default -> problem.attribute();
                };
        return new Item.Invalid(problem.withAttribute(name));
    }
}
