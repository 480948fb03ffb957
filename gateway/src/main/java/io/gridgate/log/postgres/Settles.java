package io.gridgate.log.postgres;

import io.gridgate.log.LockToken;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Carries out groups of settlements: each group is one transaction, with one statement for all
 * neighbours that are settled alike. Used by several workers at once.
 */
final class Settles {

    private final Database database;
    private final LogTime time;
    private final Writers writers;
    private final CallQueue<SettleCall> queue;
    private final IntConsumer returned;

    /**
     * Makes the part.
     *
     * @param returned hears of each subscription that got something back
     */
    Settles(
            Database database,
            LogTime time,
            Writers writers,
            CallQueue<SettleCall> queue,
            IntConsumer returned) {
        this.database = database;
        this.time = time;
        this.writers = writers;
        this.queue = queue;
        this.returned = returned;
    }

    void add(SettleCall call) {
        queue.add(call);
    }

    void carryOut(List<SettleCall> calls) {
        List<Wave> waves = waves(calls);
        long now = time.millis();
        database.transaction(connection -> {
            int writer = writers.next();
            for (Wave wave : waves) {
                wave.rows.store(connection, now, writer);
            }
            return waves;
        });
        Set<Integer> back = new HashSet<>();
        for (Wave wave : waves) {
            wave.calls.forEach(call -> {
                if (comesBack(call.settlement())) {
                    back.add(call.subscription());
                }
            });
        }
        back.forEach(returned::accept);
        waves.forEach(wave -> wave.calls.forEach(call -> call.complete(results(wave, call, now))));
    }

    private static boolean comesBack(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Release _, Settlement.GiveBack _ -> true;
            case Settlement.Acknowledge _, Settlement.Reject _, Settlement.Renew _ -> false;
        };
    }

    /** Calls that one statement settles. */
    private static final class Wave {
        private final SettleRows rows;
        private final List<SettleCall> calls = new ArrayList<>();

        Wave(Settlement settlement) {
            this.rows = new SettleRows(settlement);
        }
    }

    private static List<Wave> waves(List<SettleCall> calls) {
        List<Wave> waves = new ArrayList<>();
        for (SettleCall call : calls) {
            if (waves.isEmpty() || !waves.getLast().rows.takes(call)) {
                waves.add(new Wave(call.settlement()));
            }
            Wave wave = waves.getLast();
            wave.calls.add(call);
            call.tokens().forEach(token -> wave.rows.add(call.subscription(), token));
        }
        return waves;
    }

    private static List<SettleResult> results(Wave wave, SettleCall call, long now) {
        List<SettleResult> results = new ArrayList<>(call.tokens().size());
        Set<LockToken> seen = new HashSet<>();
        for (LockToken token : call.tokens()) {
            boolean first = seen.add(token);
            boolean done = first && wave.rows.isDone(call.subscription(), token);
            results.add(done ? success(token, call.settlement(), now) : lost(token));
        }
        return results;
    }

    private static SettleResult success(LockToken token, Settlement settlement, long now) {
        return settlement instanceof Settlement.Renew renew
                ? new SettleResult.Renewed(
                        token, Instant.ofEpochMilli(now + renew.lock().toMillis()))
                : new SettleResult.Settled(token);
    }

    private static SettleResult lost(LockToken token) {
        return new SettleResult.TokenLost(token);
    }
}
