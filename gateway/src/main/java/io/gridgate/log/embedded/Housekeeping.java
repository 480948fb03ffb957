package io.gridgate.log.embedded;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Removes what nobody needs any more, a little at a time: settled events, dedup records past the
 * window, old dead letters. What one step costs does not grow with what is stored. Used by the
 * committer thread only.
 */
final class Housekeeping {

    private static final long REST_MILLIS = 1_000;
    private static final long FOLD_REST_MILLIS = Duration.ofMinutes(15).toMillis();

    private final LogState state;
    private final DeadLetterSweep deadLetters;
    private final Map<TopicState, DedupSweep> dedup = new HashMap<>();
    private final long cohortsKeptMillis;
    private long dueAt;
    private long foldAt;

    Housekeeping(LogState state, EmbeddedLogOptions options) {
        this.state = state;
        this.cohortsKeptMillis = options.deadLetterRetention().toMillis();
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
        if (foldAt <= now) {
            fold(now - cohortsKeptMillis);
            foldAt = now + FOLD_REST_MILLIS;
        }
        state.store().maintain();
        dueAt = next;
    }

    /** Keeps the books of what was accepted long ago in one sum. */
    private void fold(long acceptedBefore) {
        for (TopicState topic : state.topics()) {
            topic.cohorts().fold(acceptedBefore, _ -> true, state.store(), state.round());
            for (SubscriptionState subscription : topic.subscriptions()) {
                subscription
                        .cohorts()
                        .fold(
                                acceptedBefore,
                                cohort -> cohort.pending() == 0,
                                state.store(),
                                state.round());
            }
        }
    }
}
