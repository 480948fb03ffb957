package io.gridgate.log.embedded;

import java.util.HashMap;
import java.util.Map;

/**
 * Removes what nobody needs any more, a little at a time: settled events, dedup records past the
 * window, old dead letters. What one step costs does not grow with what is stored. Used by the
 * committer thread only.
 */
final class Housekeeping {

    private static final long REST_MILLIS = 1_000;

    private final LogState state;
    private final DeadLetterSweep deadLetters;
    private final Map<TopicState, DedupSweep> dedup = new HashMap<>();
    private long dueAt;

    Housekeeping(LogState state, EmbeddedLogOptions options) {
        this.state = state;
        this.deadLetters = new DeadLetterSweep(state, options.deadLetterRetention());
    }

    long dueAt() {
        return dueAt;
    }

    /** Does one step of all that is due. */
    void step(long now) {
        if (dueAt > now) {
            return;
        }
        long next = now + REST_MILLIS;
        for (TopicState topic : state.topics()) {
            if (topic.live().hasFree()) {
                topic.live().removeFree(topic.id(), topic.nextSequence(), state.store());
            }
            DedupSweep sweep = dedup.computeIfAbsent(topic, each -> new DedupSweep(state, each));
            next = Math.min(next, sweep.step(now));
        }
        next = Math.min(next, deadLetters.step(now));
        state.store().maintain();
        dueAt = next;
    }
}
