package io.gridgate.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import com.networknt.schema.format.Formats;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The values of {@code format} that are checked. Others are remarks, as JSON Schema 2020-12 has it.
 * A text longer than any of these may be is not even looked at.
 */
final class CheckedFormats {

    /** The formats, each with the most characters that a text of it has. */
    static final Map<String, Integer> LENGTHS_MAX =
            Map.ofEntries(
                    entry("date", 10),
                    entry("date-time", 64),
                    entry("email", 254),
                    entry("hostname", 253),
                    entry("ipv4", 15),
                    entry("ipv6", 45),
                    entry("time", 64),
                    entry("uri", 2_048),
                    entry("uri-reference", 2_048),
                    entry("uuid", 36));

    private static final Map<String, Format> BY_NAME =
            Formats.DEFAULT.stream()
                    .filter(format -> LENGTHS_MAX.containsKey(format.getName()))
                    .map(it -> new Bounded(it, LENGTHS_MAX.getOrDefault(it.getName(), 0)))
                    .collect(Collectors.toMap(Format::getName, Function.identity()));

    private static final @Nullable RunPattern UUID =
            RunPattern.of(
                    "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$");

    private CheckedFormats() {}

    static Collection<Format> all() {
        return BY_NAME.values();
    }

    /** Tells whether a text has a format; any text has one that is not checked. */
    static boolean matches(String name, String text) {
        Format format = BY_NAME.get(name);
        return format == null || format.matches(new ExecutionContext(), text);
    }

    /** Returns how texts of a format are usually written, null where that is not known. */
    static @Nullable TextForm form(String name) {
        return switch (name) {
            case "date" -> DateText.DATE;
            case "date-time" -> DateText.DATE_TIME;
            case "email" -> MailText.USUAL;
            case "uuid" -> UUID;
            default -> null;
        };
    }

    /** Takes what is usual for the format, else what the library takes. */
    private record Bounded(Format format, int lengthMax) implements Format {

        @Override
        public String getName() {
            return format.getName();
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            return value.length() <= lengthMax
                    && (isUsual(value) || format.matches(context, value));
        }

        private boolean isUsual(String value) {
            TextForm form = form(getName());
            byte[] bytes = value.getBytes(UTF_8);
            return form != null && form.fits(bytes, 0, bytes.length);
        }
    }
}
