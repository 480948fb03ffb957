package io.gridgate.log.postgres;

import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.LockToken;
import io.gridgate.log.LogException;
import io.gridgate.log.Settlement;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Hands out events. All leases that wait for one subscription at this replica are served by one
 * statement, and its events are dealt to them in their order.
 */
final class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private static final long LOOK_MILLIS = 100;

    private final Database database;
    private final LogTime time;
    private final Writers writers;
    private final Settles settles;
    private final IntConsumer left;
    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, Desk> desks = new ConcurrentHashMap<>();
    private final BlockingQueue<Desk> hungry = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /**
     * Makes the part.
     *
     * @param settles takes back what was leased for nobody
     * @param left hears of subscriptions that another replica may find something in
     */
    Leases(Database database, LogTime time, Writers writers, Settles settles, IntConsumer left) {
        this.database = database;
        this.time = time;
        this.writers = writers;
        this.settles = settles;
        this.left = left;
    }

    void start(int count) {
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().name("log-lessor-" + i).daemon().start(() -> run()));
        }
    }

    void add(int subscription, LeaseCall call) {
        if (closed) {
            throw new LogException.Unavailable("the log is closed");
        }
        desk(subscription).add(call);
    }

    private Desk desk(int subscription) {
        return desks.computeIfAbsent(subscription, this::newDesk);
    }

    private Desk newDesk(int subscription) {
        Desk[] desk = new Desk[1];
        desk[0] = new Desk(subscription, () -> hungry.add(desk[0]));
        return desk[0];
    }

    /** Takes word that a subscription may have something to hand out. */
    void signal(int subscription) {
        Desk desk = desks.get(subscription);
        if (desk != null) {
            desk.signal();
        }
    }

    void signalAll() {
        desks.values().forEach(Desk::signal);
    }

    private void run() {
        while (!closed) {
            try {
                Desk desk = hungry.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (desk != null) {
                    serve(desk);
                }
            } catch (InterruptedException e) {
                LOG.warn("a lessor of the log was interrupted and goes on");
            }
        }
    }

    private void serve(Desk desk) {
        Deque<LeaseCall> calls = new ArrayDeque<>(desk.begin());
        boolean more = false;
        try {
            if (!calls.isEmpty()) {
                LeaseRows.Granted granted = lease(desk.subscription(), calls);
                deal(desk.subscription(), calls, granted.deliveries());
                more = granted.more();
                if (more) {
                    left.accept(desk.subscription());
                }
            }
            if (!more) {
                dismiss(calls);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            calls.forEach(call -> call.fail(Faults.of(e)));
            calls.clear();
        } finally {
            desk.end(List.copyOf(calls), more);
        }
    }

    private LeaseRows.Granted lease(int subscription, Deque<LeaseCall> calls) {
        int max = 0;
        long bytesMax = 0;
        for (LeaseCall call : calls) {
            max = Math.min(EventLog.BATCH_MAX, max + call.max());
            bytesMax = Math.min(EventLog.LEASE_BYTES_MAX, bytesMax + call.bytesMax());
        }
        Long[] nonces = new Long[max];
        java.util.Arrays.setAll(nonces, _ -> random.nextLong());
        long bytes = bytesMax;
        long lock = calls.getFirst().lockMillis();
        return database.transaction(connection ->
                LeaseRows.lease(
                        connection,
                        subscription,
                        nonces,
                        bytes,
                        lock,
                        time.millis(),
                        writers.next()));
    }

    /** Deals to each call up to what it asked for; calls that got something leave the queue. */
    private void deal(int subscription, Deque<LeaseCall> calls, List<Delivery> deliveries) {
        int at = 0;
        while (at < deliveries.size() && !calls.isEmpty()) {
            LeaseCall call = calls.removeFirst();
            int to = share(call, deliveries, at);
            call.complete(List.copyOf(deliveries.subList(at, to)));
            at = to;
        }
        if (at < deliveries.size()) {
            giveBack(subscription, deliveries.subList(at, deliveries.size()));
        }
    }

    private static int share(LeaseCall call, List<Delivery> deliveries, int from) {
        int to = from;
        long bytes = 0;
        while (to < deliveries.size() && to - from < call.max()) {
            bytes += deliveries.get(to).event().json().length;
            if (bytes > call.bytesMax() && to > from) {
                break;
            }
            to++;
        }
        return to;
    }

    /** Nobody waits for this: where it fails, the locks run out. */
    private void giveBack(int subscription, List<Delivery> deliveries) {
        List<LockToken> tokens = deliveries.stream().map(Delivery::token).toList();
        try {
            settles.add(new SettleCall(subscription, tokens, new Settlement.GiveBack()));
        } catch (LogException.Unavailable e) {
            LOG.debug("{} deliveries stay locked", tokens.size(), e);
        }
    }

    /** Answers calls that do not wait. */
    private static void dismiss(Deque<LeaseCall> calls) {
        calls.removeIf(call -> {
            if (!call.waits()) {
                call.complete(List.of());
            }
            return !call.waits();
        });
    }

    /** Answers what waits with nothing; leases under way are finished. */
    void close() {
        closed = true;
        desks.values().forEach(Desk::close);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        desks.values().forEach(Desk::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
