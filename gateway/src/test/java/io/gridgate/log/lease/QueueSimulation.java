package io.gridgate.log.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.DeadLetterReason;
import io.gridgate.log.LockToken;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Drives one queue with random commands, times and crashes from a seed, beside a {@link
 * QueueModel}.
 *
 * <p>A round decides a few commands, then writes. A crash comes before the write, when nothing of
 * the round may be seen again, or after it, when all of it must; results are shown after the write.
 */
final class QueueSimulation {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Random random;
    private final MemoryChunks stored = new MemoryChunks();
    private final QueueModel model;
    private final List<LockToken> tokens = new ArrayList<>();
    private final List<Consumer<QueueModel>> shown = new ArrayList<>();
    private final QueueChanges changes = new QueueChanges();
    private final int floodEvery;
    private Books writtenBooks = new Books();
    private SubscriptionQueue queue;
    private long nextSequence;
    private long now = 1_000_000;

    QueueSimulation(long seed) {
        random = new Random(seed);
        floodEvery = random.nextBoolean() ? 20 : 500;
        int maxDeliveryCount = random.nextBoolean() ? 1 + random.nextInt(4) : Integer.MAX_VALUE;
        long life = random.nextBoolean() ? 30_000 : 24 * HOUR;
        QueueRules rules =
                new QueueRules(
                        maxDeliveryCount, life, DeadLetterReason.TIME_TO_LIVE_EXCEEDED, HOUR);
        model = new QueueModel(rules);
        queue = open(new Books());
    }

    private SubscriptionQueue open(Books books) {
        return new SubscriptionQueue(stored, stored.lowest(), random::nextLong, model.rules, books);
    }

    /** Runs the given number of rounds, then settles all that is left. */
    void run(int rounds) {
        for (int i = 0; i < rounds; i++) {
            round();
        }
        settleAll();
    }

    private void round() {
        begin();
        for (int commands = 1 + random.nextInt(4); commands > 0; commands--) {
            command();
        }
        int fate = random.nextInt(60);
        if (fate == 0) {
            crash();
            return;
        }
        write();
        if (fate == 1) {
            crash();
        } else if (fate == 2) {
            int maxDeliveryCount = 1 + random.nextInt(5);
            model.rules =
                    new QueueRules(
                            maxDeliveryCount,
                            model.rules.lifeMillis(),
                            model.rules.lifeEnds(),
                            HOUR);
            queue.rules(model.rules);
        }
    }

    private void begin() {
        now += random.nextInt(9) == 0 ? random.nextInt(20_000) : random.nextInt(200);
        if (queue.dueAt() <= now) {
            queue.advance(now, changes);
        }
        long time = now;
        shown.add(seen -> seen.advanced(time));
    }

    private void command() {
        switch (random.nextInt(5)) {
            case 0, 1 -> append(random.nextInt(floodEvery) == 0 ? 2_500 : random.nextInt(12));
            case 2, 3 -> lease(1 + random.nextInt(random.nextInt(5) == 0 ? 1_000 : 20));
            default -> {
                for (int count = random.nextInt(20); count > 0 && !tokens.isEmpty(); count--) {
                    settle(tokens.get(random.nextInt(tokens.size())), settlement());
                }
            }
        }
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            nextSequence += 1 + random.nextInt(3);
            long sequence = nextSequence;
            long time = now;
            queue.append(sequence, time, changes);
            shown.add(seen -> seen.appended(sequence, time));
        }
    }

    private void lease(int max) {
        long lock = 1_000L + random.nextInt(30_000);
        long time = now;
        List<Grant> grants = queue.lease(max, lock, time, changes);
        for (int i = 1; i < grants.size(); i++) {
            long before = grants.get(i - 1).token().sequence();
            if (grants.get(i).token().sequence() <= before) {
                throw new AssertionError("not oldest first: " + grants);
            }
        }
        shown.add(seen -> {
            grants.forEach(grant -> seen.granted(grant, time, lock));
            grants.forEach(grant -> tokens.add(grant.token()));
        });
    }

    private Settlement settlement() {
        return switch (random.nextInt(8)) {
            case 0 -> new Settlement.Release(Duration.ZERO);
            case 1 -> new Settlement.Release(Duration.ofMillis(random.nextInt(40_000)));
            case 2 -> new Settlement.Reject("cannot be handled");
            case 3 -> new Settlement.Renew(Duration.ofMillis(500 + random.nextInt(60_000)));
            case 4 -> new Settlement.GiveBack();
            default -> new Settlement.Acknowledge();
        };
    }

    private void settle(LockToken token, Settlement settlement) {
        long time = now;
        SettleResult result = queue.settle(token, settlement, time, changes);
        shown.add(seen -> {
            boolean held = seen.holds(token, time);
            boolean lost = result instanceof SettleResult.TokenLost;
            if (lost == held) {
                throw new AssertionError(settlement + " of " + token + ", held " + held);
            }
            if (!held) {
                return;
            }
            QueueModel.Entry entry = seen.pending.get(token.sequence());
            switch (settlement) {
                case Settlement.Acknowledge _ -> seen.acknowledged(token.sequence());
                case Settlement.Reject _ -> seen.released(entry, 0);
                case Settlement.GiveBack _ -> {
                    entry.token = null;
                    entry.count--;
                    seen.lastCounts.put(entry.sequence, entry.count);
                }
                case Settlement.Renew renew -> entry.lockedUntil = time + renew.lock().toMillis();
                case Settlement.Release release -> {
                    entry.token = null;
                    long until = time + release.delay().toMillis();
                    entry.delayedUntil = until > time ? until : 0;
                }
            }
        });
    }

    /** Stores the round, then shows its results. */
    private void write() {
        stored.write(changes);
        List<GivenUp> letters = List.copyOf(changes.deadLetters());
        queue.written(changes);
        Books books = queue.books();
        writtenBooks = copy(books);
        shown.forEach(result -> result.accept(model));
        shown.clear();
        letters.forEach(letter -> model.gaveUp(letter, now));
        model.assertSame(books);
        if (queue.dueAt() > now) {
            model.assertNothingOverdue(now);
        }
        assertThat((long) queue.loadedCount()).isLessThanOrEqualTo(neededChunks());
    }

    private static Books copy(Books books) {
        return new Books(
                books.matchedCount(),
                books.acknowledgedCount(),
                books.deadLetteredCount(),
                books.pendingCount());
    }

    /** Chunks may stay loaded once something in them was delivered, and a few more. */
    private long neededChunks() {
        return model.deliveredCount() + 2L * ChunkWindow.READ_AHEAD + 4;
    }

    private void crash() {
        shown.clear();
        queue = open(copy(writtenBooks));
        changes.clear();
        model.crashed();
        model.advanced(now);
        model.assertSame(queue.books());
    }

    private void settleAll() {
        now += 61_000;
        queue.advance(now, changes);
        long time = now;
        shown.add(seen -> seen.advanced(time));
        write();
        model.rules =
                new QueueRules(
                        Integer.MAX_VALUE, 24 * HOUR, DeadLetterReason.TIME_TO_LIVE_EXCEEDED, HOUR);
        queue.rules(model.rules);
        while (!model.pending.isEmpty()) {
            long before = model.pending.size();
            tokens.clear();
            lease(1_000);
            write();
            List.copyOf(tokens).forEach(token -> settle(token, new Settlement.Acknowledge()));
            write();
            assertThat(model.pending.size())
                    .as(
                            "the queue dries up, "
                                    + model.pending.values().stream().limit(2).toList()
                                    + " at "
                                    + now)
                    .isLessThan((int) before);
        }
        assertThat(stored.size()).as("nothing is left in the store").isZero();
        queue.advance(now, changes);
        assertThat(queue.dueAt()).as("nothing is left to do").isEqualTo(Long.MAX_VALUE);
    }
}
