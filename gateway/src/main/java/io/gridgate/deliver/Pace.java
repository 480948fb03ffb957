package io.gridgate.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Spreads requests so that an endpoint gets no more than it has throughput units for: each takes
 * 1,000 events and 1 MB a second. After a pause, what one second allows may go at once. When the
 * endpoint throttles all the same (somebody else publishes to it, too), the pace is halved, at most
 * once a second and down to 1/64, and grows back by a twentieth of the full pace each second.
 *
 * <p>For any number of threads; its monitor is never held while somebody waits.
 *
 * <p>Source: "Azure Event Grid quotas and limits", ingress per throughput unit.
 */
public final class Pace {

    private static final double EVENTS_PER_UNIT = 1_000;
    private static final double BYTES_PER_UNIT = 1_000_000;
    private static final double BURST_NANOS = 1e9;
    private static final double SLOWEST = 1.0 / 64;
    private static final double GROWTH_PER_SECOND = 1.0 / 20;
    private static final long HALVING_PAUSE_NANOS = 1_000_000_000L;

    private final double eventsPerNano;
    private final double bytesPerNano;
    private final InstantSource clock;

    private double part = 1;
    private long partSince;
    private double eventsFreeAt;
    private double bytesFreeAt;

    /**
     * Makes a pace.
     *
     * @param throughputUnits how many units the endpoint has, 1 to 40
     * @param clock the time
     */
    public Pace(int throughputUnits, InstantSource clock) {
        if (throughputUnits < 1 || throughputUnits > 40) {
            throw new IllegalArgumentException(
                    "throughput units must be 1 to 40: " + throughputUnits);
        }
        this.eventsPerNano = throughputUnits * EVENTS_PER_UNIT / 1e9;
        this.bytesPerNano = throughputUnits * BYTES_PER_UNIT / 1e9;
        this.clock = clock;
        this.partSince = nanos();
        this.eventsFreeAt = partSince - BURST_NANOS;
        this.bytesFreeAt = eventsFreeAt;
    }

    /**
     * Takes the place of a request in the queue.
     *
     * @param events how many events it has
     * @param bytes how many bytes they have
     * @return how long it has to wait; zero if it may go now
     */
    synchronized Duration take(int events, long bytes) {
        long now = nanos();
        grow(now);
        double earliest = now - BURST_NANOS;
        eventsFreeAt = Math.max(eventsFreeAt, earliest) + events / (eventsPerNano * part);
        bytesFreeAt = Math.max(bytesFreeAt, earliest) + bytes / (bytesPerNano * part);
        return Duration.ofNanos(Math.max(0, (long) (Math.max(eventsFreeAt, bytesFreeAt) - now)));
    }

    /** The endpoint has had too much. */
    synchronized void throttled() {
        long now = nanos();
        grow(now);
        if (part == 1 || now - partSince >= HALVING_PAUSE_NANOS) {
            part = Math.max(SLOWEST, part / 2);
            partSince = now;
        }
    }

    private void grow(long now) {
        if (part < 1 && now - partSince >= HALVING_PAUSE_NANOS) {
            part = Math.min(1, part + GROWTH_PER_SECOND * (now - partSince) / 1e9);
            partSince = now;
        }
    }

    private long nanos() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
    }
}
