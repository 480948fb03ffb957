package io.gridgate.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.EventStatus;
import io.gridgate.log.Tally;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills a process that appends and acknowledges, again and again, and checks every promise that it
 * was given. {@code -Dgridgate.kill.seed=N} chooses other moments.
 */
class KillNineTest {

    private static final int KILLS = 22;
    private static final long SEED = Long.getLong("gridgate.kill.seed", 20261121L);

    @TempDir private Path folder;

    private final KillNineBook book = new KillNineBook();
    private final Random random = new Random(SEED);

    @Test
    void keepsItsPromisesThroughKills() throws Exception {
        for (int run = 0; run < KILLS; run++) {
            try {
                runAndKill(run);
            } catch (AssertionError e) {
                throw new AssertionError("run " + run + " of seed " + SEED, e);
            }
        }
        assertThat(book.accepted).as("the children did something").hasSizeGreaterThan(KILLS);
        assertThat(book.acknowledged).hasSizeGreaterThan(KILLS);
        checkWhatIsLeft();
    }

    private void runAndKill(int run) throws Exception {
        Path output = folder.resolve("run-" + run);
        Process child = start(run, output);
        boolean early = random.nextInt(6) == 0;
        long delayMillis = random.nextInt(early ? 600 : 350);
        try {
            while (!early && child.isAlive() && !Files.readString(output).contains("#R\n")) {
                pause(5);
            }
            pause(delayMillis);
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        wholeLines(Files.readString(output)).forEach(book::note);
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** A last line that a kill has cut is no promise. */
    private static List<String> wholeLines(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private Process start(int run, Path output) throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx96m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath,
                                KillNineChild.class.getName(),
                                folder.resolve("log").toString(),
                                "r" + run,
                                Long.toString(random.nextLong())));
        command.addAll(book.someAccepted(random));
        return new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void checkWhatIsLeft() throws Exception {
        try (EmbeddedLog log =
                EmbeddedLog.open(
                        folder.resolve("log"), EmbeddedFixture.OPTIONS, InstantSource.system())) {
            Tally tally = log.tally(KillNineChild.WORKER);
            assertThat(tally.matched())
                    .isEqualTo(tally.acknowledged() + tally.deadLettered() + tally.pending())
                    .isGreaterThanOrEqualTo(book.accepted.size());
            assertThat(tally.deadLettered()).isZero();
            assertThat(tally.acknowledged()).isGreaterThanOrEqualTo(book.acknowledged.size());
            checkStates(log);
            Set<String> left = leaseAll(log);
            assertThat(left).hasSize((int) tally.pending());
            for (String id : book.accepted) {
                assertThat(left.contains(id) || book.wasTried(id))
                        .as("accepted event %s is there or was acknowledged", id)
                        .isTrue();
            }
            System.out.printf(
                    "kill -9: %d kills, accepted %d, matched %d = acknowledged %d + pending %d%n",
                    KILLS,
                    book.accepted.size(),
                    tally.matched(),
                    tally.acknowledged(),
                    tally.pending());
        }
    }

    /** The status of every event agrees with what was confirmed. */
    private void checkStates(EventLog log) {
        for (String id : book.accepted) {
            EventStatus status =
                    log.find(KillNineChild.TOPIC, KillNineChild.event(id).event().key())
                            .orElseThrow(() -> new AssertionError("lost " + id));
            EventStatus.State state = status.subscriptions().get(KillNineChild.WORKER);
            if (book.acknowledged.contains(id)) {
                assertThat(state).as(id).isEqualTo(EventStatus.State.ACKNOWLEDGED);
            }
        }
    }

    private Set<String> leaseAll(EventLog log) throws InterruptedException {
        Set<String> ids = new HashSet<>();
        List<Delivery> deliveries;
        do {
            deliveries =
                    log.lease(
                            KillNineChild.WORKER,
                            EventLog.BATCH_MAX,
                            Duration.ZERO,
                            Duration.ofMinutes(5));
            for (Delivery delivery : deliveries) {
                String id = delivery.event().key().id();
                assertThat(ids.add(id)).as("%s is there once", id).isTrue();
                book.delivered(id, delivery.deliveryCount());
            }
        } while (!deliveries.isEmpty());
        return ids;
    }
}
