package io.gridgate.http.admin;

import io.gridgate.accept.push.PushCounts;
import io.gridgate.http.JsonText;

import java.util.Locale;

/** Writes what came to the push routes since the start, by route. */
final class PushesJson {

    private PushesJson() {}

    static byte[] of(PushCounts counts) {
        JsonText json = new JsonText(512).raw("{\"routes\":[");
        StringBuilder separator = new StringBuilder();
        counts.now()
                .forEach((route, of) -> {
                    json.raw(separator.toString()).raw("{\"route\":").string(route);
                    of.forEach((occurrence, count) ->
                            json.raw(",").string(name(occurrence.name())).raw(":" + count));
                    json.raw("}");
                    separator.replace(0, separator.length(), ",");
                });
        return json.raw("]}").toBytes();
    }

    /** {@code VALIDATION_REFUSED} becomes {@code validationRefused}. */
    private static String name(String constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.split("_", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            name.append(
                    name.isEmpty()
                            ? lower
                            : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
        }
        return name.toString();
    }
}
