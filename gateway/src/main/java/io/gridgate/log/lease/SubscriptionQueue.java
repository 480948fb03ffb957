package io.gridgate.log.lease;

import io.gridgate.log.DeadLetterReason;
import io.gridgate.log.EventStatus;
import io.gridgate.log.LockToken;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What one subscription has still to settle, and the rules by which it is handed out.
 *
 * <p>Every command takes the time and leaves what is to be stored in {@link QueueChanges}; whoever
 * drives the queue writes them, then calls {@link #written}. The same commands at the same times
 * with the same nonces give the same results. Times are milliseconds since the epoch and never fall
 * from one command to the next. Not thread-safe.
 *
 * <p>The end of a life (time to live or retention) does not break a lease: an event under a lock is
 * given up when it comes back.
 */
public final class SubscriptionQueue {

    /** Most events that one call gives up; what is left follows with the next call. */
    static final int GIVE_UP_MAX = 256;

    private static final int REASON_CHARS_MAX = 1_024;

    private final ChunkWindow window;
    private final LongSupplier nonces;
    private final Books books;
    private QueueRules rules;
    private long sweepFrom = Long.MIN_VALUE;
    private long sweepAt;

    /**
     * Opens a queue over what is stored.
     *
     * @param stored the stored chunks
     * @param lowest the lowest id of a stored chunk; any number where there is none
     * @param nonces where secrets of lock tokens come from
     * @param rules the rules
     * @param books the counts; pending must be what is stored
     */
    public SubscriptionQueue(
            PendingChunks stored, long lowest, LongSupplier nonces, QueueRules rules, Books books) {
        this.window = new ChunkWindow(stored, books.pendingCount(), lowest);
        this.nonces = nonces;
        this.rules = rules;
        this.books = books;
    }

    /** {@return the running counts} */
    public Books books() {
        return books;
    }

    /**
     * Changes the rules; they count for what is pending, too.
     *
     * @param changed the rules from now on
     */
    public void rules(QueueRules changed) {
        rules = changed;
        sweepFrom = Long.MIN_VALUE;
        sweepAt = 0;
    }

    /**
     * Adds a new event.
     *
     * @param sequence its place in the topic, higher than all before
     * @param now when it was accepted
     * @param changes what is to be stored
     */
    public void append(long sequence, long now, QueueChanges changes) {
        PendingChunk chunk = window.tailFor(sequence);
        chunk.add(sequence, now, 0, 0);
        books.appended();
        window.update(chunk);
        changes.chunk(chunk);
        sweepAt = Math.min(sweepAt, now + rules.lifeMillis());
    }

    /** {@return whether a lease could find something} */
    public boolean hasReady() {
        return window.hasReady();
    }

    /**
     * Hands out events, oldest first.
     *
     * @param max most events
     * @param lockMillis how long they stay locked
     * @param now the time
     * @param changes what is to be stored before the deliveries are shown to anybody
     * @return the deliveries, none where nothing can be handed out
     */
    public List<Grant> lease(int max, long lockMillis, long now, QueueChanges changes) {
        List<Grant> grants = new ArrayList<>(Math.min(max, PendingChunk.CAPACITY));
        int givenUp = 0;
        while (grants.size() < max && givenUp < GIVE_UP_MAX) {
            PendingChunk chunk = window.firstReady(now);
            if (chunk == null) {
                break;
            }
            for (long bits = chunk.ready(); bits != 0 && grants.size() < max; bits &= bits - 1) {
                int slot = Long.numberOfTrailingZeros(bits);
                if (giveUpIfOver(chunk, slot, now, changes)) {
                    givenUp++;
                } else {
                    grants.add(grant(chunk, slot, now, now + lockMillis));
                }
            }
            window.ring(chunk, chunk.earliestUntil());
            window.update(chunk);
            changes.chunk(chunk);
        }
        return grants;
    }

    private Grant grant(PendingChunk chunk, int slot, long now, long lockedUntil) {
        long nonce = nonces.getAsLong();
        chunk.lease(slot, nonce, now, lockedUntil);
        books.leased();
        LockToken token = new LockToken(chunk.sequence(slot), nonce);
        return new Grant(token, chunk.count(slot), lockedUntil);
    }

    /**
     * Settles one delivery.
     *
     * @param token the delivery's lock token
     * @param settlement what to do
     * @param now the time
     * @param changes what is to be stored before the result is shown to anybody
     * @return what became of the token
     */
    public SettleResult settle(
            LockToken token, Settlement settlement, long now, QueueChanges changes) {
        PendingChunk chunk = window.around(token.sequence());
        int slot = chunk == null ? -1 : chunk.slotOf(token.sequence());
        if (chunk == null || slot < 0 || !holds(chunk, slot, token.nonce(), now)) {
            return new SettleResult.TokenLost(token);
        }
        switch (settlement) {
            case Settlement.Renew renew -> {
                return renew(chunk, slot, token, renew.lock().toMillis(), now);
            }
            case Settlement.Acknowledge _ -> {
                books.unleased();
                books.acknowledged();
                chunk.settle(slot);
                changes.settled(token.sequence(), chunk.acceptedAt(slot));
                changes.chunk(chunk);
            }
            case Settlement.GiveBack _ -> {
                chunk.uncount(slot);
                comeBack(chunk, slot, now, now, changes);
                changes.chunk(chunk);
            }
            case Settlement.Reject reject -> {
                books.unleased();
                giveUp(chunk, slot, DeadLetterReason.REJECTED, reject.reason(), changes);
            }
            case Settlement.Release release ->
                    comeBack(chunk, slot, now + release.delay().toMillis(), now, changes);
        }
        window.update(chunk);
        return new SettleResult.Settled(token);
    }

    private static boolean holds(PendingChunk chunk, int slot, long nonce, long now) {
        return (chunk.leased() & 1L << slot) != 0
                && chunk.nonce(slot) == nonce
                && chunk.until(slot) > now;
    }

    private SettleResult renew(
            PendingChunk chunk, int slot, LockToken token, long lockMillis, long now) {
        if (now - chunk.leasedAt(slot) >= rules.renewableMillis()) {
            return new SettleResult.TokenLost(token);
        }
        long lockedUntil = now + lockMillis;
        chunk.extend(slot, lockedUntil);
        window.ring(chunk, lockedUntil);
        return new SettleResult.Renewed(token, Instant.ofEpochMilli(lockedUntil));
    }

    /** Ends a lease without success: the event is available again, later, or given up. */
    private void comeBack(
            PendingChunk chunk, int slot, long availableAt, long now, QueueChanges changes) {
        books.unleased();
        chunk.unlock(slot);
        if (giveUpIfOver(chunk, slot, now, changes) || availableAt <= now) {
            return;
        }
        chunk.delay(slot, availableAt);
        window.ring(chunk, availableAt);
        changes.chunk(chunk);
    }

    private boolean giveUpIfOver(PendingChunk chunk, int slot, long now, QueueChanges changes) {
        if (chunk.count(slot) >= rules.maxDeliveryCount()) {
            DeadLetterReason exceeded = DeadLetterReason.MAX_DELIVERY_COUNT_EXCEEDED;
            giveUp(chunk, slot, exceeded, "", changes);
        } else if (lifeEnd(chunk, slot) <= now) {
            giveUp(chunk, slot, rules.lifeEnds(), "", changes);
        } else {
            return false;
        }
        return true;
    }

    private long lifeEnd(PendingChunk chunk, int slot) {
        return chunk.acceptedAt(slot) + rules.lifeMillis();
    }

    private void giveUp(
            PendingChunk chunk,
            int slot,
            DeadLetterReason reason,
            String detail,
            QueueChanges changes) {
        long sequence = chunk.sequence(slot);
        String kept =
                detail.length() > REASON_CHARS_MAX ? detail.substring(0, REASON_CHARS_MAX) : detail;
        books.gaveUp();
        long acceptedAt = chunk.acceptedAt(slot);
        changes.deadLetter(new GivenUp(sequence, acceptedAt, reason, kept, chunk.count(slot)));
        changes.settled(sequence, acceptedAt);
        chunk.settle(slot);
        changes.chunk(chunk);
    }

    /**
     * Lets time pass: ends locks, delays and lives. Gives up at most {@link #GIVE_UP_MAX} events by
     * their life, so that a long queue is cleaned over many calls.
     *
     * @param now the time
     * @param changes what is to be stored
     */
    public void advance(long now, QueueChanges changes) {
        for (PendingChunk chunk = window.due(now); chunk != null; chunk = window.due(now)) {
            endLocks(chunk, now, changes);
            chunk.endDelays(now);
            window.update(chunk);
            if (!chunk.isEmpty()) {
                window.ring(chunk, chunk.earliestUntil());
            }
        }
        if (sweepAt <= now) {
            sweep(now, changes);
        }
    }

    private void endLocks(PendingChunk chunk, long now, QueueChanges changes) {
        for (long bits = chunk.leased(); bits != 0; bits &= bits - 1) {
            int slot = Long.numberOfTrailingZeros(bits);
            if (chunk.until(slot) <= now) {
                comeBack(chunk, slot, now, now, changes);
            }
        }
    }

    /** Gives up what has lived too long; acceptance times rise with the sequence. */
    private void sweep(long now, QueueChanges changes) {
        int budget = GIVE_UP_MAX;
        for (PendingChunk chunk = window.from(sweepFrom, now); chunk != null; ) {
            for (long bits = chunk.pending(); bits != 0; bits &= bits - 1) {
                int slot = Long.numberOfTrailingZeros(bits);
                if (lifeEnd(chunk, slot) > now) {
                    sweepAt = lifeEnd(chunk, slot);
                    window.update(chunk);
                    return;
                }
                if ((chunk.leased() & 1L << slot) == 0) {
                    giveUpIfOver(chunk, slot, now, changes);
                    budget--;
                }
            }
            window.update(chunk);
            if (window.isTail(chunk)) {
                sweepFrom = chunk.id(); // what is added to it has a life of its own
                break;
            }
            sweepFrom = chunk.id() + 1;
            if (budget <= 0) {
                sweepAt = now;
                return;
            }
            chunk = window.from(sweepFrom, now);
        }
        sweepAt = PendingChunk.NEVER;
    }

    /** {@return when {@link #advance} has something to do, {@link Long#MAX_VALUE} for never} */
    public long dueAt() {
        return Math.min(window.alarmAt(), sweepAt);
    }

    /**
     * Tells where an event is that this subscription wanted.
     *
     * @param sequence its place in the topic
     * @return pending or leased, null where it is settled
     */
    public EventStatus.@Nullable State unsettled(long sequence) {
        PendingChunk chunk = window.holding(sequence);
        if (chunk == null) {
            return null;
        }
        boolean leased = (chunk.leased() & 1L << chunk.slotOf(sequence)) != 0;
        return leased ? EventStatus.State.LEASED : EventStatus.State.PENDING;
    }

    /** Returns how many chunks are in memory. */
    int loadedCount() {
        return window.loadedCount();
    }

    /**
     * Takes note that the changes are stored.
     *
     * @param changes what was stored; empty afterwards
     */
    public void written(QueueChanges changes) {
        for (PendingChunk chunk : changes.chunks()) {
            chunk.changed = false;
        }
        changes.clear();
        window.written();
    }
}
