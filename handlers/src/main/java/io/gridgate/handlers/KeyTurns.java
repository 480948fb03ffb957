package io.gridgate.handlers;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose turn it is: of each key at most so many deliveries are handled at once, the others wait in
 * the order in which they came. Remembers only keys that are being handled. Safe for use by many
 * threads.
 */
final class KeyTurns {

    private static final class Line {
        private final Deque<Delivery> waiting = new ArrayDeque<>();
        private int running;
    }

    private final int atOnce;
    private final Map<String, Line> lines = new HashMap<>();

    KeyTurns(int atOnce) {
        this.atOnce = atOnce;
    }

    /** Queues up; true when the delivery may start at once, otherwise {@link #end} returns it. */
    synchronized boolean begin(String key, Delivery delivery) {
        Line line = lines.computeIfAbsent(key, _ -> new Line());
        if (line.running < atOnce) {
            line.running++;
            return true;
        }
        line.waiting.add(delivery);
        return false;
    }

    /** Ends one that had begun; returns the next of its key, which has begun with that. */
    synchronized @Nullable Delivery end(String key) {
        Line line = lines.get(key);
        if (line == null) {
            throw new IllegalStateException("nothing has begun for this key");
        }
        Delivery next = line.waiting.poll();
        if (next == null && --line.running == 0) {
            lines.remove(key);
        }
        return next;
    }

    /** Takes out all that wait. */
    synchronized List<Delivery> takeWaiting() {
        List<Delivery> taken = new ArrayList<>();
        for (Line line : lines.values()) {
            taken.addAll(line.waiting);
            line.waiting.clear();
        }
        return taken;
    }
}
