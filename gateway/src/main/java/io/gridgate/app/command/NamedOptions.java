package io.gridgate.app.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An option value of the form {@code name,key=value,key=value}, such as {@code
 * orders/worker,lock=PT60S}.
 *
 * @param name the text before the first comma
 * @param values the rest by key
 */
record NamedOptions(String name, Map<String, String> values) {

    /** Takes the text apart; refuses keys that are unknown or given twice. */
    static NamedOptions parse(String option, String text, List<String> allowed) {
        String[] parts = text.split(",", -1);
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            if (equals < 0 || !allowed.contains(key)) {
                throw new IllegalArgumentException(
                        "%s: '%s' is not understood; allowed after the name are %s"
                                .formatted(option, part, String.join("=, ", allowed) + "="));
            }
            if (values.put(key, part.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(option + ": " + key + " is given twice");
            }
        }
        return new NamedOptions(parts[0], values);
    }

    Duration duration(String key, Duration absent) {
        String text = values.get(key);
        if (text == null) {
            return absent;
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    key + "=" + text + " is not an ISO 8601 duration such as PT60S or P1D", e);
        }
    }

    int integer(String key, int absent) {
        String text = values.get(key);
        if (text == null) {
            return absent;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + "=" + text + " is not a whole number", e);
        }
    }

    /** Returns the items of a list that is separated by semicolons. */
    List<String> list(String key) {
        String text = values.get(key);
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(";"));
    }
}
