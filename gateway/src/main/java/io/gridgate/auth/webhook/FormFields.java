package io.gridgate.auth.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code application/x-www-form-urlencoded} bodies. */
public final class FormFields {

    /** Most fields in a form. */
    public static final int FIELDS_MAX = 1_000;

    private FormFields() {}

    /**
     * Reads all fields.
     *
     * @param body the body
     * @return the values of every field in their order, by its name, sorted; empty if it is no form
     *     or has too many fields
     */
    public static Optional<SortedMap<String, List<String>>> read(byte[] body) {
        SortedMap<String, List<String>> fields = new TreeMap<>();
        if (body.length == 0) {
            return Optional.of(fields);
        }
        String[] pairs = new String(body, StandardCharsets.ISO_8859_1).split("&", FIELDS_MAX + 1);
        if (pairs.length > FIELDS_MAX) {
            return Optional.empty();
        }
        try {
            for (String pair : pairs) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
            return Optional.of(Collections.unmodifiableSortedMap(fields));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
