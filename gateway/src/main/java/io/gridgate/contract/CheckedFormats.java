package io.gridgate.contract;

import static java.util.Map.entry;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import com.networknt.schema.format.Formats;

import java.util.List;
import java.util.Map;

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

    private CheckedFormats() {}

    static List<Format> all() {
        return Formats.DEFAULT.stream()
                .filter(format -> LENGTHS_MAX.containsKey(format.getName()))
                .<Format>map(it -> new Bounded(it, LENGTHS_MAX.getOrDefault(it.getName(), 0)))
                .toList();
    }

    private record Bounded(Format format, int lengthMax) implements Format {

        @Override
        public String getName() {
            return format.getName();
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            return value.length() <= lengthMax && format.matches(context, value);
        }
    }
}
