package io.gridgate.event;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Undoes the escapes of JSON strings. */
final class JsonStrings {

    private JsonStrings() {}

    /**
     * Returns the text of a string's content, which a {@link JsonCursor} has checked. Lone
     * surrogates come out as they are.
     */
    static String unescape(byte[] json, int from, int to) {
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
