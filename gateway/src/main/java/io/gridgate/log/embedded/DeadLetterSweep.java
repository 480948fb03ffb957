package io.gridgate.log.embedded;

import io.gridgate.log.segment.Entry;
import io.gridgate.log.segment.Kind;

import java.time.Duration;
import java.util.List;

/** Removes old dead letters: goes through all of them, a few at a step, then rests for hours. */
final class DeadLetterSweep {

    private static final int LETTERS_PER_STEP = 256;
    private static final long PAUSE_MILLIS = 100;
    private static final long REST_MILLIS = Duration.ofHours(6).toMillis();

    private final LogState state;
    private final long retentionMillis;
    private int subscription;
    private long from;
    private long nextAt;

    DeadLetterSweep(LogState state, Duration retention) {
        this.state = state;
        this.retentionMillis = retention.toMillis();
    }

    /** Removes some, if it is time, and returns when to come again. */
    long step(long now) {
        if (nextAt > now) {
            return nextAt;
        }
        List<Integer> left = state.subscriptionIds(subscription);
        if (left.isEmpty()) {
            subscription = 0;
            from = 0;
            nextAt = now + REST_MILLIS;
            return nextAt;
        }
        if (left.getFirst() != subscription) {
            subscription = left.getFirst();
            from = 0;
        }
        List<Entry> letters = state.store().page(Kind.DEAD, subscription, from, LETTERS_PER_STEP);
        for (Entry letter : letters) {
            if (DeadLetterRecord.at(letter.present()) + retentionMillis <= now) {
                long number = letter.number();
                state.store().remove(Kind.DEAD, subscription, number, number + 1);
            }
            from = letter.number() + 1;
        }
        if (letters.size() < LETTERS_PER_STEP) {
            subscription++;
            from = 0;
        }
        nextAt = letters.isEmpty() ? now : now + PAUSE_MILLIS;
        return nextAt;
    }
}
