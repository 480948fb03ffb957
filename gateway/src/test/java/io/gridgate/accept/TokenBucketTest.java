package io.gridgate.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.accept.PartnerQuota.Entry;
import io.gridgate.accept.PartnerQuota.Limits;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

final class TokenBucketTest {

    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    @Test
    void givesItsBurstAndThenItsRate() {
        TokenBucket bucket = new TokenBucket(10, 3, START);

        assertThat(bucket.take(START)).isZero();
        assertThat(bucket.take(START)).isZero();
        assertThat(bucket.take(START)).isZero();
        assertThat(bucket.take(START)).isEqualTo(Duration.ofMillis(100));
        assertThat(bucket.take(START.plusMillis(99))).isEqualTo(Duration.ofMillis(1));
        assertThat(bucket.take(START.plusMillis(100))).isZero();
        assertThat(bucket.take(START.plusMillis(100))).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void neverHoldsMoreThanItsBurst() {
        TokenBucket bucket = new TokenBucket(10, 2, START);
        Instant later = START.plus(Duration.ofDays(400));

        assertThat(bucket.take(later)).isZero();
        assertThat(bucket.take(later)).isZero();
        assertThat(bucket.take(later)).isPositive();
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        TokenBucket bucket = new TokenBucket(1, 1, START);

        assertThat(bucket.take(START)).isZero();
        assertThat(bucket.take(START.minusSeconds(60))).isEqualTo(Duration.ofSeconds(1));
        assertThat(bucket.take(START.minusSeconds(59))).isZero();
    }

    /** In any span of time there are at most the burst and what the rate gives. */
    @Property(tries = 200)
    void neverGivesMoreThanItsRate(
            @ForAll @IntRange(min = 1, max = 1_000) int perSecond,
            @ForAll @IntRange(min = 1, max = 50) int burst,
            @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 50) Integer> pausesMillis) {
        TokenBucket bucket = new TokenBucket(perSecond, burst, START);
        long passed = 0;
        int given = 0;
        for (int pause : pausesMillis) {
            passed += pause;
            given += bucket.take(START.plusMillis(passed)).isZero() ? 1 : 0;
        }

        // A token is a whole number of nanoseconds, rounded down, so the rate may be a shade
        // higher.
        assertThat((double) given).isLessThanOrEqualTo(burst + passed * perSecond / 1_000.0 + 0.01);
    }

    @Test
    void requestsUnderWayAreBoundedToo() {
        AtomicReference<Instant> now = new AtomicReference<>(START);
        Limits limits = new Limits(1_000, 1_000, 2);
        PartnerQuota quota = new PartnerQuota(limits, now::get);

        assertThat(quota.enter()).isEqualTo(new Entry.Entered());
        assertThat(quota.enter()).isEqualTo(new Entry.Entered());
        assertThat(quota.enter()).isEqualTo(new Entry.Full(limits, Duration.ofSeconds(1)));
        quota.leave();
        assertThat(quota.enter()).isEqualTo(new Entry.Entered());
    }

    @Test
    void aRefusedRequestIsNotUnderWay() {
        AtomicReference<Instant> now = new AtomicReference<>(START);
        Limits limits = new Limits(1, 1, 1);
        PartnerQuota quota = new PartnerQuota(limits, now::get);
        quota.enter();
        quota.leave();

        assertThat(quota.enter()).isEqualTo(new Entry.Full(limits, Duration.ofSeconds(1)));
        now.set(START.plusSeconds(1));
        assertThat(quota.enter()).isEqualTo(new Entry.Entered());
    }
}
