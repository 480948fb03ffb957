package io.gridgate.log.embedded;

import io.gridgate.log.QuarterHour;
import io.gridgate.log.lease.Varints;
import io.gridgate.log.move.Piece;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The books of the events that were accepted in the same quarter of an hour. Of a topic, {@code
 * taken} are the events accepted and {@code settled} those that nobody wanted; of a subscription,
 * those that it wanted and those that are no longer pending. Used by the committer thread only.
 */
final class Cohort {

    /** The number of the cohort for all that was accepted before the others. */
    static final long LONG_AGO = QuarterHour.LONG_AGO;

    static final long SPAN_MILLIS = QuarterHour.MILLIS;

    private static final byte FORMAT = 1;
    private static final int COUNTS = 4;

    private final long number;
    private long taken;
    private long settled;
    private long deadLettered;
    private long expired;

    Cohort(long number) {
        this.number = number;
    }

    /** Returns the number of the cohort of an event; they rise with the time of acceptance. */
    static long number(long acceptedAt) {
        return QuarterHour.of(acceptedAt);
    }

    long number() {
        return number;
    }

    long taken() {
        return taken;
    }

    long settled() {
        return settled;
    }

    long deadLettered() {
        return deadLettered;
    }

    long expired() {
        return expired;
    }

    long acknowledged() {
        return settled - deadLettered - expired;
    }

    long pending() {
        return taken - settled;
    }

    void countTaken() {
        taken++;
    }

    void countSettled() {
        settled++;
    }

    void countDeadLettered() {
        deadLettered++;
    }

    void countExpired() {
        expired++;
    }

    void add(Cohort other) {
        taken += other.taken;
        settled += other.settled;
        deadLettered += other.deadLettered;
        expired += other.expired;
    }

    static Cohort of(Piece.Quarter quarter) {
        Cohort cohort = new Cohort(quarter.number());
        cohort.taken = quarter.taken();
        cohort.settled = quarter.settled();
        cohort.deadLettered = quarter.deadLettered();
        cohort.expired = quarter.expired();
        return cohort;
    }

    byte[] encode() {
        ByteBuffer target = ByteBuffer.allocate(1 + COUNTS * 10).put(FORMAT);
        Varints.put(target, taken);
        Varints.put(target, settled);
        Varints.put(target, deadLettered);
        Varints.put(target, expired);
        return Arrays.copyOf(target.array(), target.position());
    }

    static Cohort decode(long number, byte[] encoded) {
        ByteBuffer source = ByteBuffer.wrap(encoded);
        byte format = source.get();
        if (format != FORMAT) {
            throw new IllegalStateException("a cohort has format " + format);
        }
        Cohort cohort = new Cohort(number);
        cohort.taken = Varints.get(source);
        cohort.settled = Varints.get(source);
        cohort.deadLettered = Varints.get(source);
        cohort.expired = Varints.get(source);
        return cohort;
    }
}
