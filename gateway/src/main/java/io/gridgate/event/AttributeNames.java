package io.gridgate.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/** The names that CloudEvents gives to attributes and data, and what any other name must be. */
final class AttributeNames {

    static final String ID = "id";
    static final String SOURCE = "source";
    static final String TYPE = "type";
    static final String SPECVERSION = "specversion";
    static final String SUBJECT = "subject";
    static final String TIME = "time";
    static final String DATASCHEMA = "dataschema";
    static final String DATACONTENTTYPE = "datacontenttype";
    static final String DATA = "data";
    static final String DATA_BASE64 = "data_base64";

    /** The required attributes in the order in which they are checked. */
    static final List<String> REQUIRED = List.of(ID, SOURCE, TYPE, SPECVERSION);

    /** Longest name of an extension; CloudEvents says SHOULD be at most 20. */
    static final int LENGTH_MAX = 64;

    private static final String[] KNOWN = {
        ID, SOURCE, TYPE, SPECVERSION, SUBJECT, TIME, DATASCHEMA, DATACONTENTTYPE, DATA, DATA_BASE64
    };
    private static final byte[][] KNOWN_BYTES =
            Arrays.stream(KNOWN).map(name -> name.getBytes(US_ASCII)).toArray(byte[][]::new);

    private AttributeNames() {}

    /** Returns the name that the cursor has just taken, without a new string for a known one. */
    static String of(JsonCursor cursor, byte[] json) {
        int from = cursor.textStart();
        int to = cursor.textStop();
        for (int i = 0; i < KNOWN.length; i++) {
            byte[] known = KNOWN_BYTES[i];
            if (known.length == to - from
                    && known[0] == json[from]
                    && Arrays.equals(known, 0, known.length, json, from, to)) {
                return KNOWN[i];
            }
        }
        return cursor.text();
    }

    /** Returns what is wrong with the name of an extension, null if nothing is. */
    static @Nullable String flaw(String name) {
        if (name.isEmpty() || name.length() > LENGTH_MAX) {
            return "is not an attribute name: 1 to " + LENGTH_MAX + " characters are allowed";
        }
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            if ((character < 'a' || character > 'z') && (character < '0' || character > '9')) {
                return "is not an attribute name: only a-z and 0-9 are allowed";
            }
        }
        return name.equals(DATA) ? "is not an attribute name: it stands for the payload" : null;
    }

    /** Returns a name cut to what an error message may repeat. */
    static String shortened(String name) {
        return name.length() <= LENGTH_MAX ? name : name.substring(0, LENGTH_MAX) + "…";
    }
}
