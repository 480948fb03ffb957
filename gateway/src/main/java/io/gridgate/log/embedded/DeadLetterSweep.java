package io.gridgate.log.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Removes old dead letters: goes through all of them, a few at a step, then rests for hours. */
final class DeadLetterSweep {

    private static final int LETTERS_PER_STEP = 256;
    private static final long PAUSE_MILLIS = 100;
    private static final long REST_MILLIS = Duration.ofHours(6).toMillis();

    private final LogState state;
    private final long retentionMillis;
    private byte[] from = Keys.of(0, 0);
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
        List<byte[]> old = new ArrayList<>();
        int[] seen = new int[1];
        byte[][] last = new byte[1][];
        state.store()
                .scan(
                        Family.DEAD,
                        from,
                        Keys.of(Integer.MAX_VALUE, 0),
                        (key, letter) -> {
                            if (DeadLetterRecord.at(letter) + retentionMillis <= now) {
                                old.add(key);
                            }
                            last[0] = key;
                            return ++seen[0] < LETTERS_PER_STEP;
                        });
        old.forEach(key -> state.batch().delete(Family.DEAD, key));
        boolean done = seen[0] < LETTERS_PER_STEP || last[0] == null;
        from = done ? Keys.of(0, 0) : Keys.of(Keys.owner(last[0]), Keys.number(last[0]) + 1);
        nextAt = now + (done ? REST_MILLIS : PAUSE_MILLIS);
        return nextAt;
    }
}
