package io.gridgate.log.embedded;

import io.gridgate.filter.EventFilter;
import io.gridgate.log.LogException;
import io.gridgate.log.NewEvent;
import io.gridgate.log.Subscription;
import io.gridgate.log.Tally;
import io.gridgate.log.Topic;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A process whose files may not grow beyond a limit, so that writing the log fails: it appends
 * until that happens, goes on until the log has healed itself, and says what it saw.
 */
final class WriteFailureChild {

    static final int BATCH = 500;

    private static final int TRIES_MAX = 20_000;

    /** Files of the store stay below the limit, so that only the dedup index meets it. */
    private static final EmbeddedLogOptions SMALL_BUFFERS = EmbeddedFixture.OPTIONS;

    private WriteFailureChild() {}

    /** Arguments: folder, what is to meet the limit. */
    public static void main(String[] args) throws Exception {
        if (args[1].equals("index")) {
            growIndex(Path.of(args[0]));
            return;
        }
        try (EmbeddedLog log =
                EmbeddedLog.open(
                        Path.of(args[0]), EmbeddedFixture.OPTIONS, InstantSource.system())) {
            log.declare(new Topic(KillNineChild.TOPIC, Duration.ofDays(7), Duration.ofDays(3)));
            log.declare(
                    new Subscription(
                            KillNineChild.WORKER,
                            EventFilter.ALL,
                            Duration.ofMinutes(1),
                            Subscription.UNLIMITED_DELIVERIES,
                            Duration.ofDays(7)));
            run(log);
        }
    }

    private static void growIndex(Path folder) throws InterruptedException {
        int accepted = 0;
        try (EmbeddedLog log = EmbeddedLog.open(folder, SMALL_BUFFERS, InstantSource.system())) {
            log.declare(new Topic(KillNineChild.TOPIC, Duration.ofDays(7), Duration.ofDays(3)));
            for (int i = 0; i < TRIES_MAX; i++) {
                log.append(KillNineChild.TOPIC, batch(accepted));
                accepted += BATCH;
            }
        } catch (LogException.Unavailable e) {
            System.out.printf("#I accepted %d refused %s%n", accepted, e.getMessage());
        }
    }

    static List<NewEvent> batch(int from) {
        return IntStream.range(from, from + BATCH)
                .mapToObj(i -> KillNineChild.event("i" + i))
                .toList();
    }

    /** Tries events that together do not fit into a file within the limit. */
    private static boolean isRefused(EmbeddedLog log, String id) throws InterruptedException {
        List<NewEvent> large = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            large.add(KillNineChild.event(id + "-" + i, 400_000));
        }
        try {
            log.append(KillNineChild.TOPIC, large);
            return false;
        } catch (LogException.Unavailable _) {
            return true;
        }
    }

    private static int appendWhenAvailable(EmbeddedLog log, String id) throws InterruptedException {
        while (true) {
            try {
                log.append(KillNineChild.TOPIC, List.of(KillNineChild.event(id)));
                return 1;
            } catch (LogException.Unavailable _) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static void run(EmbeddedLog log) throws InterruptedException {
        int accepted = 0;
        int refused = 0;
        int afterRefusal = 0;
        while (afterRefusal < 100) {
            if (accepted % 20 == 19) {
                refused += isRefused(log, "large" + accepted) ? 1 : 0;
            }
            accepted += appendWhenAvailable(log, "e" + accepted);
            afterRefusal += refused > 0 ? 1 : 0;
        }
        Tally tally = log.tally(KillNineChild.WORKER);
        System.out.printf(
                "#W accepted %d refused %s after %d pending %d%n",
                accepted, refused > 0, afterRefusal, tally.pending());
    }
}
