package io.gridgate.log.embedded;

import io.gridgate.filter.EventFilter;
import io.gridgate.log.AppendResult;
import io.gridgate.log.LogException;
import io.gridgate.log.Subscription;
import io.gridgate.log.Tally;
import io.gridgate.log.Topic;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * A process whose files may not grow beyond a limit, so that writing the log fails: it appends
 * until that happens, goes on until the log has healed itself, and says what it saw.
 */
final class WriteFailureChild {

    private static final int TRIES_MAX = 20_000;

    private WriteFailureChild() {}

    /** Arguments: folder. */
    public static void main(String[] args) throws Exception {
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
