package io.gridgate.app.command;

import io.gridgate.archive.Counts;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was moved, in words and in JSON. */
final class LogText {

    private LogText() {}

    static String of(Counts counts) {
        return "%d pending events, %d dead letters, %d records of acceptance"
                .formatted(counts.events(), counts.deadLetters(), counts.accepted());
    }

    static Map<String, Object> toMap(Counts counts) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("topics", counts.topics());
        map.put("subscriptions", counts.subscriptions());
        map.put("events", counts.events());
        map.put("deadLetters", counts.deadLetters());
        map.put("accepted", counts.accepted());
        return map;
    }
}
