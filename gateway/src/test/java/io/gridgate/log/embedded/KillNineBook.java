package io.gridgate.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What children said was confirmed to them, and whether it fits together. */
final class KillNineBook {

    final Set<String> accepted = new HashSet<>();
    final Set<String> acknowledged = new HashSet<>();
    private final Set<String> tried = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<String> recent = new ArrayList<>();

    /** Takes down one whole line of a child. */
    void note(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "#A" -> {
                for (int i = 1; i < words.length; i++) {
                    accepted.add(words[i]);
                    recent.add(words[i]);
                }
            }
            case "#D" -> delivered(words[1], Integer.parseInt(words[2]));
            case "#T" -> tried.addAll(List.of(words).subList(1, words.length));
            case "#K" -> acknowledged.addAll(List.of(words).subList(1, words.length));
            case "#E" -> throw new AssertionError("the child says: " + line);
            default -> {
                // log output
            }
        }
    }

    void delivered(String id, int count) {
        assertThat(acknowledged.contains(id)).as("acknowledged %s came back", id).isFalse();
        assertThat(count).as("delivery count of %s", id).isGreaterThan(counts.getOrDefault(id, 0));
        counts.put(id, count);
    }

    /** Returns some accepted ids, late ones first. */
    List<String> someAccepted(Random random) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < 10 && !recent.isEmpty(); i++) {
            int back = Math.min(recent.size(), 1 + random.nextInt(200));
            some.add(recent.get(recent.size() - back));
        }
        return some.stream().distinct().toList();
    }

    /** Tells whether an event that is no longer pending may have been acknowledged. */
    boolean wasTried(String id) {
        return tried.contains(id);
    }
}
