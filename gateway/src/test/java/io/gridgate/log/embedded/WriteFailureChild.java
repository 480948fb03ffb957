package io.gridgate.log.embedded;

import io.gridgate.filter.EventFilter;
import io.gridgate.log.AppendResult;
import io.gridgate.log.LogException;
import io.gridgate.log.NewEvent;
import io.gridgate.log.Subscription;
import io.gridgate.log.Tally;
import io.gridgate.log.Topic;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A process whose files may not grow beyond a limit, so that writing the log fails: it appends
 * until that happens, goes on until the log has healed itself, and says what it saw.
 */
final class WriteFailureChild {

    static final int BATCH = 500;

    private static final int TRIES_MAX = 20_000;

    /** Files of the store stay below the limit, so that only the dedup index meets it. */
    private static final EmbeddedLogOptions SMALL_BUFFERS =
            new EmbeddedLogOptions(
                    10_000,
                    32L << 20,
                    1L << 20,
                    1L << 20,
                    EmbeddedLogOptions.DEFAULT.deadLetterRetention());

    private WriteFailureChild() {}

    /** Arguments: folder, what is to meet the limit. */
    public static void main(String[] args) throws Exception {
        if (args[1].equals("index")) {
            growIndex(Path.of(args[0]));
            return;
        }
        try (EmbeddedLog log =
                EmbeddedLog.open(
                        Path.of(args[0]), EmbeddedLogOptions.DEFAULT, InstantSource.system())) {
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

    private static void run(EmbeddedLog log) throws InterruptedException {
        int accepted = 0;
        int refused = 0;
        int afterRefusal = 0;
        for (int i = 0; i < TRIES_MAX && afterRefusal < 100; i++) {
            try {
                AppendResult result =
                        log.append(
                                        KillNineChild.TOPIC,
                                        List.of(KillNineChild.event("e" + (accepted + 1))))
                                .getFirst();
                // a refused event may be stored after all; its repeat is then a duplicate
                accepted++;
                afterRefusal += refused > 0 ? 1 : 0;
                if (result instanceof AppendResult.Conflict) {
                    throw new IllegalStateException("conflict " + result);
                }
            } catch (LogException.Unavailable e) {
                refused++;
            }
        }
        Tally tally = log.tally(KillNineChild.WORKER);
        System.out.printf(
                "#W accepted %d refused %s after %d pending %d%n",
                accepted, refused > 0, afterRefusal, tally.pending());
    }
}
