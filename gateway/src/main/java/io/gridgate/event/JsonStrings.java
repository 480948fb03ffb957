package io.gridgate.event;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads the strings of JSON that is known to be valid, such as {@link Event#json()}. */
public final class JsonStrings {

    private JsonStrings() {}

    /**
     * {@return the index of the first quote or backslash} That is the end of the string, or of the
     * part before its first escape.
     *
     * @param json bytes with a valid string
     * @param from an index within it, after the opening quote and not inside an escape
     */
    public static int plainEnd(byte[] json, int from) {
        return JsonScan.plainEnd(json, from, json.length);
    }

    /**
     * {@return the text of a string's content} Lone surrogates come out as they are.
     *
     * @param json bytes with a valid string
     * @param from the index after its opening quote
     * @param to the index of its closing quote
     */
    public static String unescape(byte[] json, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int plain = from;
        int at = from;
        while (at < to) {
            if (json[at] != '\\') {
                at++;
                continue;
            }
            text.append(new String(json, plain, at - plain, UTF_8));
            byte kind = json[at + 1];
            text.append(kind == 'u' ? codeUnit(json, at + 2) : single(kind));
            at += kind == 'u' ? 6 : 2;
            plain = at;
        }
        return text.append(new String(json, plain, to - plain, UTF_8)).toString();
    }

    private static char single(byte kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) kind;
        };
    }

    private static char codeUnit(byte[] json, int from) {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            unit = unit << 4 | Character.digit(json[i], 16);
        }
        return (char) unit;
    }
}
