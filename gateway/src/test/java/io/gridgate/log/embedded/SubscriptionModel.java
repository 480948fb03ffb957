package io.gridgate.log.embedded;

import io.gridgate.log.Audit;
import io.gridgate.log.DeadLetter;
import io.gridgate.log.DeadLetterReason;
import io.gridgate.log.EventStatus;
import io.gridgate.log.LockToken;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;
import io.gridgate.log.Subscription;
import io.gridgate.log.Topic;
import io.gridgate.log.lease.Books;
import io.gridgate.log.lease.Grant;
import io.gridgate.log.lease.PendingChunk;
import io.gridgate.log.lease.QueueRules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A subscription as it must be: one object per event that is not settled. */
final class SubscriptionModel {

    /** An event that is not settled. */
    static final class Entry {
        final long sequence;
        final long acceptedAt;
        int count;
        long delayedUntil;
        @Nullable LockToken token;
        long lockedUntil;
        long leasedAt;

        /** Came back after its last delivery or its life, so it must be given up at once. */
        boolean mustGo;

        /** Was rejected, so it must be given up at once for this reason. */
        @Nullable String rejected;

        Entry(long sequence, long acceptedAt) {
            this.sequence = sequence;
            this.acceptedAt = acceptedAt;
        }

        @Override
        public String toString() {
            return "event %d, accepted at %d, delivered %d times, delayed until %d, lock until %s"
                    .formatted(
                            sequence,
                            acceptedAt,
                            count,
                            delayedUntil,
                            token == null ? "-" : Long.toString(lockedUntil));
        }
    }

    final TreeMap<Long, Entry> pending = new TreeMap<>();
    final Map<Long, DeadLetter> deadLetters = new HashMap<>();
    Subscription settings;
    private QueueRules rules;
    private final Set<LockToken> granted = new HashSet<>();
    private long matched;
    private long acknowledged;
    private long latest;

    SubscriptionModel(Topic topic, Subscription settings) {
        this.settings = settings;
        this.rules = QueueRules.of(topic, settings);
    }

    void settings(Topic topic, Subscription changed) {
        settings = changed;
        rules = QueueRules.of(topic, changed);
    }

    boolean wants(String type) {
        List<String> types = settings.filter().includedEventTypes();
        return types.isEmpty() || types.contains(type);
    }

    void appended(long sequence, long now) {
        pending.put(sequence, new Entry(sequence, now));
        matched++;
    }

    void advanced(long now) {
        for (Entry entry : pending.values()) {
            if (entry.token != null && entry.lockedUntil <= now) {
                comeBack(entry, 0, now);
            }
        }
        latest = Math.max(latest, now);
    }

    private void comeBack(Entry entry, long delayedUntil, long now) {
        entry.token = null;
        entry.delayedUntil = delayedUntil > now ? delayedUntil : 0;
        entry.mustGo = entry.count >= rules.maxDeliveryCount() || isLifeOver(entry, now);
    }

    private boolean isLifeOver(Entry entry, long now) {
        return entry.acceptedAt + rules.lifeMillis() <= now;
    }

    /**
     * Every lock is lost. A delay that was over may be gone from the disk or may still be there,
     * which tells only where the clock was set back.
     */
    void crashed(Map<Long, PendingChunk.Entry> onDisk) {
        check(onDisk);
        for (Entry entry : pending.values()) {
            entry.token = null;
            entry.delayedUntil = onDisk.get(entry.sequence).delayedUntil();
        }
    }

    /** What is on disk of the unsettled events is what it must be. */
    void check(Map<Long, PendingChunk.Entry> onDisk) {
        LogModel.checkSame(onDisk.keySet(), pending.keySet(), "pending on disk");
        for (Entry entry : pending.values()) {
            PendingChunk.Entry stored = onDisk.get(entry.sequence);
            long delayed = entry.delayedUntil;
            boolean delay =
                    stored.delayedUntil() == delayed
                            || Math.max(stored.delayedUntil(), delayed) <= latest;
            boolean same =
                    stored.acceptedAt() == entry.acceptedAt
                            && stored.deliveryCount() == entry.count
                            && (delay || entry.token != null);
            LogModel.check(same, "on disk is another than is pending", List.of(stored, entry));
        }
    }

    private boolean isAvailable(Entry entry, long now) {
        return entry.token == null
                && entry.delayedUntil <= now
                && entry.count < rules.maxDeliveryCount()
                && !entry.mustGo
                && entry.rejected == null
                && !isLifeOver(entry, now);
    }

    boolean hasAvailable(long now) {
        return pending.values().stream().anyMatch(entry -> isAvailable(entry, now));
    }

    /** The log handed events out and wrote so: the oldest that could be, and as many. */
    void granted(List<Grant> grants, int max, long lockMillis, long now) {
        List<Long> expected =
                pending.values().stream()
                        .filter(entry -> isAvailable(entry, now))
                        .limit(max)
                        .map(entry -> entry.sequence)
                        .toList();
        List<Long> given = grants.stream().map(grant -> grant.token().sequence()).toList();
        LogModel.checkSame(given, expected, "lease");
        for (Grant grant : grants) {
            Entry entry = pending.get(grant.token().sequence());
            LogModel.checkSame(grant.deliveryCount(), entry.count + 1, "delivery count");
            LogModel.check(grant.lockedUntilMillis() == now + lockMillis, "end of the lock", grant);
            LogModel.check(
                    granted.add(grant.token()), "a lock token of an earlier delivery", grant);
            entry.count++;
            entry.token = grant.token();
            entry.lockedUntil = grant.lockedUntilMillis();
            entry.leasedAt = now;
            entry.delayedUntil = 0;
        }
    }

    /** The log answered to a lock token and wrote so. */
    void settled(LockToken token, Settlement settlement, SettleResult result, long now) {
        SettleResult expected = settle(token, settlement, now);
        LogModel.checkSame(result, expected, "settlement");
    }

    private SettleResult settle(LockToken token, Settlement settlement, long now) {
        Entry entry = pending.get(token.sequence());
        if (entry == null || !token.equals(entry.token) || entry.lockedUntil <= now) {
            return new SettleResult.TokenLost(token);
        }
        switch (settlement) {
            case Settlement.Acknowledge _ -> {
                pending.remove(token.sequence());
                acknowledged++;
            }
            case Settlement.Reject reject -> {
                entry.token = null;
                entry.rejected = reject.reason();
            }
            case Settlement.GiveBack _ -> {
                entry.count--;
                comeBack(entry, 0, now);
            }
            case Settlement.Release release ->
                    comeBack(entry, now + release.delay().toMillis(), now);
            case Settlement.Renew renew -> {
                if (now - entry.leasedAt >= rules.renewableMillis()) {
                    return new SettleResult.TokenLost(token);
                }
                entry.lockedUntil = now + renew.lock().toMillis();
                return new SettleResult.Renewed(token, Instant.ofEpochMilli(entry.lockedUntil));
            }
        }
        return new SettleResult.Settled(token);
    }

    /** The log wrote a dead letter; what it says must be true. */
    void gaveUp(DeadLetter letter, long now) {
        Entry entry = pending.remove(letter.event().sequence());
        LogModel.check(entry != null, "a dead letter of what is not pending", letter);
        LogModel.check(entry.token == null, "a dead letter of what is under a lock", letter);
        LogModel.checkSame(letter.deliveryCount(), entry.count, "delivery count");
        LogModel.check(letter.at().toEpochMilli() == now, "time of a dead letter", letter);
        DeadLetterReason expected =
                entry.rejected != null
                        ? DeadLetterReason.REJECTED
                        : entry.count >= rules.maxDeliveryCount()
                                ? DeadLetterReason.MAX_DELIVERY_COUNT_EXCEEDED
                                : isLifeOver(entry, now) ? rules.lifeEnds() : null;
        LogModel.check(letter.reason() == expected, "reason of a dead letter", letter);
        if (entry.rejected != null) {
            LogModel.check(letter.detail().equals(entry.rejected), "words of a rejection", letter);
        }
        deadLetters.put(letter.event().sequence(), letter);
    }

    /** Nothing that had to be given up by now is still there. */
    void checkNothingOverdue(long now, boolean settledLives) {
        for (Entry entry : pending.values()) {
            LogModel.check(!entry.mustGo && entry.rejected == null, "is not given up", entry);
            LogModel.check(
                    !settledLives || entry.token != null || !isLifeOver(entry, now),
                    "its life is over",
                    entry);
        }
    }

    void check(Books books) {
        long leased = pending.values().stream().filter(entry -> entry.token != null).count();
        boolean same =
                books.balance()
                        && books.matchedCount() == matched
                        && books.acknowledgedCount() == acknowledged
                        && books.deadLetteredCount() == deadLetters.size()
                        && books.pendingCount() == pending.size()
                        && books.leasedCount() == leased;
        if (!same) {
            throw new AssertionError(
                    "books are %s, expected matched %d, acknowledged %d, dead-lettered %d, pending %d, leased %d"
                            .formatted(
                                    books,
                                    matched,
                                    acknowledged,
                                    deadLetters.size(),
                                    pending.size(),
                                    leased));
        }
    }

    /** The books on disk say what those in memory say, but for locks, which are in memory only. */
    void checkStored(Books stored) {
        boolean same =
                stored.matchedCount() == matched
                        && stored.acknowledgedCount() == acknowledged
                        && stored.deadLetteredCount() == deadLetters.size();
        LogModel.check(same, "books on disk are others than in memory", stored);
    }

    /** Dead letters are there as they were written. */
    void checkDeadLetters(Map<Long, DeadLetter> onDisk) {
        LogModel.checkSame(onDisk.keySet(), deadLetters.keySet(), "dead letters on disk");
        onDisk.forEach((sequence, letter) -> {
            DeadLetter written = deadLetters.get(sequence);
            boolean same =
                    letter.reason() == written.reason()
                            && letter.detail().equals(written.detail())
                            && letter.deliveryCount() == written.deliveryCount()
                            && letter.at().equals(written.at())
                            && Arrays.equals(letter.event().json(), written.event().json());
            LogModel.check(same, "a dead letter has changed", List.of(letter, written));
        });
    }

    EventStatus.State state(long sequence) {
        Entry entry = pending.get(sequence);
        if (entry != null) {
            return entry.token == null ? EventStatus.State.PENDING : EventStatus.State.LEASED;
        }
        return deadLetters.containsKey(sequence)
                ? EventStatus.State.DEAD_LETTERED
                : EventStatus.State.ACKNOWLEDGED;
    }

    Audit.Account account() {
        long expired =
                deadLetters.values().stream()
                        .filter(letter -> letter.reason() != DeadLetterReason.REJECTED)
                        .filter(letter ->
                                letter.reason() != DeadLetterReason.MAX_DELIVERY_COUNT_EXCEEDED)
                        .count();
        return new Audit.Account(
                settings.name(),
                matched,
                acknowledged,
                deadLetters.size() - expired,
                expired,
                pending.size());
    }
}
