package io.gridgate.event;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a media type says about how data is written.
 *
 * <p>Parameters other than {@code charset} are neither read nor checked.
 *
 * <p>Source: RFC 2046; RFC 6839 for the suffix {@code +json}.
 *
 * @param type type and subtype in lower case, without parameters
 * @param charset the parameter of this name in lower case, null where there is none
 */
record MediaType(String type, @Nullable String charset) {

    private static final MediaType JSON = new MediaType("application/json", null);
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    /** Reads a media type; absent means JSON, as the JSON format of CloudEvents has it. */
    static MediaType of(@Nullable String text) {
        if (text == null || text.equals(JSON.type)) {
            return JSON;
        }
        return new MediaType(essence(text).toLowerCase(Locale.ROOT), parameter(text, "charset"));
    }

    static boolean isValid(String text) {
        if (text.equals(JSON.type)) {
            return true;
        }
        String essence = essence(text);
        int slash = essence.indexOf('/');
        return slash > 0 && isToken(essence, 0, slash) && isToken(essence, slash + 1, -1);
    }

    boolean isJson() {
        return type.endsWith("+json") || type.endsWith("/json");
    }

    boolean isText() {
        return type.startsWith("text/");
    }

    /** Returns the charset of text, UTF-8 where none is given, null where it is unknown here. */
    @Nullable Charset textCharset() {
        if (charset == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(charset);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String essence(String text) {
        int semicolon = text.indexOf(';');
        return (semicolon < 0 ? text : text.substring(0, semicolon)).trim();
    }

    private static @Nullable String parameter(String text, String name) {
        int from = text.indexOf(';');
        while (from >= 0) {
            int next = text.indexOf(';', from + 1);
            String part = text.substring(from + 1, next < 0 ? text.length() : next).trim();
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).trim().equalsIgnoreCase(name)) {
                String value = part.substring(equals + 1).replace("\"", "").trim();
                return value.toLowerCase(Locale.ROOT);
            }
            from = next;
        }
        return null;
    }

    private static boolean isToken(String text, int from, int to) {
        int end = to < 0 ? text.length() : to;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!letter && (c < '0' || c > '9') && TOKEN_PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return from < end;
    }
}
