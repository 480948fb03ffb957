package io.gridgate.event;

/**
 * Writes events in {@link EventForm#AS_AZURE} while a {@link JsonCursor} walks over them, one after
 * the other. What does not change is not copied before the end. Not safe for use by several
 * threads.
 */
final class AzureText {

    private final JsonCursor cursor;
    private final JsonSplice text;
    private final SortedJson sorted;
    private int memberAt;
    private int nameAt;
    private int dataAt;
    private int dataEnd;
    private int valueAt;
    private int valueEnd;

    AzureText(byte[] json, JsonCursor cursor) {
        this.cursor = cursor;
        this.text = new JsonSplice(new JsonWriter(0), json);
        this.sorted = new SortedJson(json, cursor, text);
    }

    /** Begins the event whose bracket comes next. */
    void begin() {
        text.begin(cursor.position());
        text.ascii('{');
        dataAt = 0;
        dataEnd = 0;
        valueAt = 0;
        valueEnd = 0;
    }

    /** Adds the name that the cursor has just taken. */
    void name() {
        memberAt = text.size();
        if (memberAt > 1) {
            text.ascii(',');
        }
        nameAt = text.size();
        text.copy(cursor.textStart() - 1, cursor.textStop() + 1);
        text.copy(cursor.position() - 1, cursor.position()); // the colon
    }

    /** Adds a value as it stands. */
    void value(int from, int to) {
        text.copy(from, to);
    }

    /** Adds a timestamp, the string that the cursor has just taken. */
    void time(String given) {
        String utc = Timestamps.utc(given);
        if (cursor.textIsEscaped() || !utc.equals(given)) {
            text.string(utc);
        } else {
            text.copy(cursor.textStart() - 1, cursor.textStop() + 1);
        }
    }

    /** Leaves out the member whose name was added last. */
    void leaveOut() {
        text.truncate(memberAt);
    }

    /** Takes the value that comes next and adds it as data. */
    void data() throws Refused {
        valueAt = text.size();
        sorted.value();
        endData(text.size());
    }

    /** Adds base64, the string that the cursor has just taken. */
    void base64() {
        valueAt = text.size() + 1;
        text.copy(cursor.textStart() - 1, cursor.textStop() + 1);
        endData(text.size() - 1);
    }

    private void endData(int end) {
        valueEnd = end;
        dataAt = nameAt;
        dataEnd = text.size();
    }

    /** Ends the event and returns its bytes; where nothing changed, those that came. */
    byte[] end() {
        if (dataEnd < text.size() && dataAt < dataEnd) {
            int before = dataAt;
            byte[] behind = text.cut(dataEnd);
            byte[] data = text.cut(dataAt);
            int comma = dataAt > 1 ? 0 : 1;
            text.truncate(dataAt - 1 + comma);
            text.raw(behind, comma, behind.length);
            text.ascii(',');
            int moved = text.size() - before;
            text.raw(data, 0, data.length);
            valueAt += moved;
            valueEnd += moved;
        }
        text.ascii('}');
        return text.take();
    }

    /** Returns where the data lies in the bytes of the event that ended last. */
    int dataFrom() {
        return valueAt;
    }

    int dataTo() {
        return valueEnd;
    }
}
