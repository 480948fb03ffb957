package io.gridgate.handlers;

import io.cloudevents.CloudEvent;
import io.cloudevents.rw.CloudEventRWException;
import io.gridgate.handlers.client.ReceiveDetails;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

/**
 * Estimates the lag from what receives bring: sums per second over the last minute, so its size
 * does not depend on the traffic. Safe for use by many threads.
 */
final class LagMeter {

    private static final int SECONDS = 60;

    private final InstantSource clock;
    private final long[] second = new long[SECONDS];
    private final int[] receives = new int[SECONDS];
    private final int[] full = new int[SECONDS];
    private final long[] oldestMillis = new long[SECONDS];
    private int asking;
    private boolean moreWaits;
    private boolean empty;
    private Instant answeredAt;

    LagMeter(InstantSource clock) {
        this.clock = clock;
        this.answeredAt = clock.instant();
        Arrays.fill(second, Long.MIN_VALUE);
    }

    /** A request for events goes out; it ends as answered or as unanswered. */
    synchronized void asks() {
        asking++;
    }

    /** The request failed. */
    synchronized void unanswered() {
        asking--;
    }

    /** The request brought events, or none. */
    void answered(int askedFor, List<ReceiveDetails> details, Instant now) {
        long oldest = 0;
        for (ReceiveDetails event : details) {
            // One that comes again is old for its own reasons.
            if (event.brokerProperties().deliveryCount() == 1) {
                oldest = Math.max(oldest, ageMillis(event.event(), now));
            }
        }
        count(details.size(), details.size() >= askedFor, oldest, now);
    }

    private synchronized void count(int events, boolean isFull, long oldest, Instant now) {
        asking--;
        answeredAt = now;
        empty = events == 0;
        moreWaits = isFull;
        int slot = slot(now.getEpochSecond());
        receives[slot]++;
        full[slot] += isFull ? 1 : 0;
        oldestMillis[slot] = Math.max(oldestMillis[slot], oldest);
    }

    private int slot(long epochSecond) {
        int slot = Math.floorMod(epochSecond, SECONDS);
        if (second[slot] != epochSecond) {
            second[slot] = epochSecond;
            receives[slot] = 0;
            full[slot] = 0;
            oldestMillis[slot] = 0;
        }
        return slot;
    }

    private static long ageMillis(CloudEvent event, Instant now) {
        try {
            OffsetDateTime time = event.getTime();
            return time == null ? 0 : Duration.between(time.toInstant(), now).toMillis();
        } catch (CloudEventRWException | ArithmeticException e) {
            return 0;
        }
    }

    synchronized WorkerLag lag() {
        Instant now = clock.instant();
        // Where events wait and nobody asks, the last that was known has only grown older.
        boolean stalled = moreWaits && asking == 0;
        long upTo = stalled ? answeredAt.getEpochSecond() : now.getEpochSecond();
        int answered = 0;
        int filled = 0;
        long oldest = 0;
        for (int slot = 0; slot < SECONDS; slot++) {
            if (second[slot] > upTo - SECONDS && second[slot] <= upTo) {
                answered += receives[slot];
                filled += full[slot];
                oldest = Math.max(oldest, oldestMillis[slot]);
            }
        }
        Duration age = empty ? Duration.ZERO : Duration.ofMillis(oldest);
        return new WorkerLag(
                stalled ? age.plus(Duration.between(answeredAt, now)) : age,
                answered,
                answered == 0 ? 0 : (double) filled / answered);
    }
}
