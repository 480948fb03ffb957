package io.gridgate.event;

import java.time.Instant;
import java.util.List;

/** Writes events of the Event Grid schema. */
final class EventGridWriter {

    private EventGridWriter() {}

    static byte[] write(List<Event> events, Instant timeIfAbsent) {
        int size = events.stream().mapToInt(event -> event.json().length + 128).sum();
        JsonWriter json = new JsonWriter(size + 2);
        json.ascii('[');
        for (Event event : events) {
            if (json.size() > 1) {
                json.ascii(',');
            }
            write(json, event, timeIfAbsent);
        }
        return json.ascii(']').toBytes();
    }

    /** The topic is left out where it is empty. */
    static byte[] toPublish(Event event, Instant timeIfAbsent, String topic) {
        JsonWriter json = new JsonWriter(event.json().length + 128);
        json.ascii('{');
        json.name(AttributeNames.ID).string(event.key().id());
        if (!topic.isEmpty()) {
            json.name(EventGridReader.TOPIC).string(topic);
        }
        writeCommon(json, event, timeIfAbsent);
        writeData(json, event);
        return json.ascii('}').toBytes();
    }

    private static void write(JsonWriter json, Event event, Instant timeIfAbsent) {
        json.ascii('{');
        json.name(AttributeNames.ID).string(event.key().id());
        json.name(EventGridReader.TOPIC).string(event.key().source());
        writeCommon(json, event, timeIfAbsent);
        json.name(EventGridReader.METADATA_VERSION).string("1");
        writeData(json, event);
        json.ascii('}');
    }

    private static void writeCommon(JsonWriter json, Event event, Instant timeIfAbsent) {
        json.name(AttributeNames.SUBJECT).string(text(event, AttributeNames.SUBJECT, ""));
        json.name(EventGridReader.EVENT_TYPE).string(event.type());
        String time = text(event, AttributeNames.TIME, timeIfAbsent.toString());
        String rfc3339 = Timestamps.rfc3339(time, Timestamps.Writer.JSON);
        json.name(EventGridReader.EVENT_TIME).string(rfc3339 == null ? time : rfc3339);
        json.name(EventGridReader.DATA_VERSION).string(dataVersion(event));
    }

    private static void writeData(JsonWriter json, Event event) {
        if (event.dataKind() != DataKind.NONE) {
            int quote = event.dataKind() == DataKind.BASE64 ? 1 : 0;
            int from = event.dataOffset() - quote;
            int to = event.dataOffset() + event.dataLength() + quote;
            json.name(AttributeNames.DATA).raw(event.json(), from, to);
        }
    }

    private static String dataVersion(Event event) {
        String schema = text(event, AttributeNames.DATASCHEMA, "");
        if (!schema.startsWith("#")) {
            return "";
        }
        try {
            return HeaderText.decode(schema.substring(1));
        } catch (Refused refused) {
            return schema.substring(1);
        }
    }

    private static String text(Event event, String name, String absent) {
        return event.attribute(name) instanceof String text ? text : absent;
    }
}
