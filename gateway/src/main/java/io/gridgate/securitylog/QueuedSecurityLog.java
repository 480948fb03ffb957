package io.gridgate.securitylog;

import io.gridgate.auth.SecurityDecision;
import io.gridgate.auth.SecurityLog;
import io.gridgate.http.JsonText;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes decisions from a thread of its own. Who decides never waits: when the queue is full, lines
 * are dropped, and a line says how many. The last {@value #RESERVED} places are for what operators
 * do, so that a flood of strangers cannot hide it. Lines are not forced to disk: a machine that
 * loses its power loses the last of them, a process that is killed at most what is in the queue.
 */
public final class QueuedSecurityLog implements SecurityLog, AutoCloseable {

    /** Most decisions that wait to be written. */
    public static final int QUEUE_MAX = 8192;

    static final int RESERVED = 256;
    private static final int BATCH_MAX = 512;
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(QueuedSecurityLog.class);

    private record Entry(Instant time, SecurityDecision decision) {}

    /** Wakes the writer to stop; never written. */
    private static final Entry STOP =
            new Entry(
                    Instant.EPOCH,
                    new SecurityDecision.SecretsChanged("", "", List.of(), List.of()));

    private final Lines lines;
    private final boolean admitted;
    private final InstantSource clock;
    private final ArrayBlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final LongAdder dropped = new LongAdder();
    private final Thread writer;
    private volatile boolean closing;
    private boolean failing;

    /**
     * Starts the writer.
     *
     * @param lines where lines go
     * @param admitted whether callers who were let in to publish get a line, too
     * @param clock the time of each line
     */
    public QueuedSecurityLog(Lines lines, boolean admitted, InstantSource clock) {
        this.lines = lines;
        this.admitted = admitted;
        this.clock = clock;
        this.writer = Thread.ofPlatform().name("security-log").daemon().start(this::run);
    }

    @Override
    public void record(SecurityDecision decision) {
        boolean byOperator =
                switch (decision) {
                    case SecurityDecision.Admitted _,
                            SecurityDecision.Refused _,
                            SecurityDecision.Forbidden _ ->
                            false;
                    case SecurityDecision.Administered it -> it.admitted();
                    case SecurityDecision.KeyChanged _, SecurityDecision.SecretsChanged _ -> true;
                };
        boolean wanted = admitted || !(decision instanceof SecurityDecision.Admitted);
        if (wanted) {
            boolean room = byOperator || queue.remainingCapacity() > RESERVED;
            if (!room || !queue.offer(new Entry(clock.instant(), decision))) {
                dropped.increment();
            }
        }
    }

    /** Writes what is still in the queue, for at most five seconds. */
    @Override
    public void close() {
        closing = true;
        queue.offer(STOP); // a full queue needs no waking
        try {
            writer.join(CLOSE_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Entry> batch = new ArrayList<>();
        try {
            while (!closing || !queue.isEmpty()) {
                batch.add(queue.take());
                writeAll(batch);
            }
        } catch (InterruptedException e) {
            LOG.warn("the writer of the security log was interrupted; it writes no more");
        }
    }

    private void writeAll(List<Entry> batch) {
        do {
            queue.drainTo(batch, BATCH_MAX);
            batch.removeIf(STOP::equals);
            write(batch);
            batch.clear();
        } while (!queue.isEmpty());
    }

    private void write(List<Entry> batch) {
        long missing = dropped.sumThenReset();
        if (batch.isEmpty() && missing == 0) {
            return;
        }
        JsonText json = new JsonText(256 * (1 + batch.size()));
        batch.forEach(entry -> DecisionJson.append(json, entry.time(), entry.decision()));
        if (missing > 0) {
            DecisionJson.appendDropped(json, clock.instant(), missing);
        }
        try {
            lines.write(json.toBytes());
            failing = false;
        } catch (IOException e) {
            dropped.add(missing + batch.size());
            if (!failing) {
                LOG.error("the security log cannot be written; its lines are lost until it can", e);
            }
            failing = true;
        }
    }
}
