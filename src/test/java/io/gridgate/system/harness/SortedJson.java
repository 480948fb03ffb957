package io.gridgate.system.harness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes a JSON text compactly and with sorted keys, as the namespace writes data, leaving every
 * number and string letter for letter. Made for valid JSON only.
 */
public final class SortedJson {

    private final String text;
    private int at;

    private SortedJson(String text) {
        this.text = text;
    }

    /**
     * Returns the text in sorted form.
     *
     * @param text valid JSON
     */
    public static String of(String text) {
        return new SortedJson(text).value();
    }

    private String value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> word();
        };
    }

    private String object() {
        List<Map.Entry<String, String>> members = new ArrayList<>();
        at++;
        while (peek() != '}') {
            String name = string();
            skip(':');
            members.add(Map.entry(name, value()));
            skip(',');
        }
        at++;
        return members.stream()
                .sorted((a, b) -> compare(a.getKey(), b.getKey()))
                .map(member -> member.getKey() + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String array() {
        List<String> items = new ArrayList<>();
        at++;
        while (peek() != ']') {
            items.add(value());
            skip(',');
        }
        at++;
        return "[" + String.join(",", items) + "]";
    }

    private String string() {
        peek();
        int from = at++;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return text.substring(from, ++at);
    }

    private String word() {
        int from = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private char peek() {
        while (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return text.charAt(at);
    }

    private void skip(char separator) {
        if (peek() == separator) {
            at++;
        }
    }

    /** Orders quoted names by their bytes; the quotes are left out, as they sort after a space. */
    private static int compare(String a, String b) {
        return Arrays.compareUnsigned(bytes(a), bytes(b));
    }

    private static byte[] bytes(String quoted) {
        return quoted.substring(1, quoted.length() - 1).getBytes(StandardCharsets.UTF_8);
    }
}
