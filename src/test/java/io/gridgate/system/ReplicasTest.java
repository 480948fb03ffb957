package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Books;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Three gateways on one database, under load: gateways are killed and started again as a seed says,
 * the database is restarted once, the namespace is killed once. No accepted event may be missing.
 * {@code -Dgridgate.replicas.seed=N} replays a run.
 */
class ReplicasTest {

    private static final int EVENTS = 1_500;
    private static final int SENDERS = 6;
    private static final int ROUNDS = 4;
    private static final int DATABASE_ROUND = 1;
    private static final int NAMESPACE_ROUND = 2;

    @Test
    void losesNothingWhileEverythingIsKilledInTurn() throws Exception {
        long seed = Long.getLong("gridgate.replicas.seed", System.nanoTime());
        Random random = new Random(seed);
        try (ReplicaSite site = ReplicaSite.start();
                ReplicaSenders senders =
                        new ReplicaSenders(site.addresses(), EVENTS, new Random(seed))) {
            senders.start(SENDERS);
            for (int round = 0; round < ROUNDS; round++) {
                senders.allow(EVENTS / (ROUNDS + 1));
                senders.awaitDone(EVENTS / (ROUNDS + 1) * round + 20);
                int victim = random.nextInt(ReplicaSite.GATEWAYS);
                site.gateway(victim).process().kill();
                if (round == DATABASE_ROUND) {
                    site.restartDatabase();
                }
                if (round == NAMESPACE_ROUND) {
                    site.namespace().kill();
                    site.namespace().start();
                }
                site.gateway(victim).start();
            }
            senders.allow(EVENTS);
            senders.awaitDone(EVENTS);

            Books books =
                    Await.until(
                            "all is forwarded, seed " + seed,
                            Duration.ofSeconds(60),
                            () -> site.books(0),
                            now -> now.pending() == 0);
            assertThat(books).as("seed %d", seed).isEqualTo(new Books(EVENTS, EVENTS, 0, 0, 0));
            List<String> received = new ArrayList<>();
            site.drainNamespace(received::add);
            Set<String> distinct = new HashSet<>(received);
            System.out.printf(
                    "replicas, seed %d: %d accepted, %d requests repeated, %d receipts said"
                            + " duplicate, %d events twice at the namespace%n",
                    seed,
                    EVENTS,
                    senders.repeated(),
                    senders.duplicates(),
                    received.size() - distinct.size());
            assertThat(distinct)
                    .as("what was accepted is what arrived, seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(senders.ids());
        }
    }
}
