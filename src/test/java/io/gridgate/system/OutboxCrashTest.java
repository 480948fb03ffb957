package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.GridgateProcess;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.NamespaceApi;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedSet;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/**
 * What an application committed reaches the namespace, and what it rolled back does not, though one
 * of two relays is killed again and again and the namespace is restarted.
 */
class OutboxCrashTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int KILLS = 4;
    private static final int EVENTS_PER_KILL = 300;
    private static final long SEED = 20_261_121;

    private int written;

    @Test
    void publishesWhatWasCommittedThoughRelaysAreKilledAndTheNamespaceIsRestarted()
            throws Exception {
        Outbox outbox = new Outbox();
        try (EmbeddedPostgres postgres = postgres();
                Namespace namespace =
                        Namespace.start(
                                "outbox",
                                "--topic",
                                "orders",
                                "--subscription",
                                "orders/worker,lock=PT5M")) {
            DataSource database = postgres.getPostgresDatabase();
            outbox.create(database);
            String url = postgres.getJdbcUrl("postgres", "postgres");
            Random random = new Random(SEED);
            try (GridgateProcess _ = OutboxProgram.start(namespace, url)) {
                for (int i = 0; i < KILLS; i++) {
                    try (GridgateProcess victim = OutboxProgram.start(namespace, url)) {
                        write(outbox, database);
                        Thread.sleep(random.nextLong(300));
                        victim.kill();
                    }
                    if (i == KILLS / 2) {
                        namespace.kill();
                        write(outbox, database);
                        namespace.start();
                    }
                }
                Await.until(
                        "all is published (seed " + SEED + ")",
                        PATIENCE,
                        () -> outbox.lag(database),
                        Optional::isEmpty);
            }
            assertThat(received(namespace))
                    .as("seed %d", SEED)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, written).mapToObj(String::valueOf).toList());
        }
    }

    /** Commits events one by one, each after one that is rolled back. */
    private void write(Outbox outbox, DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < EVENTS_PER_KILL; i++) {
                outbox.append(connection, event("rolled back"));
                connection.rollback();
                outbox.append(connection, event(String.valueOf(written)));
                connection.commit();
                written++;
            }
        }
    }

    private static JsonCloudEvent event(String id) {
        return JsonCloudEvent.of(
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"s\",\"type\":\"t\"}"
                        .formatted(id)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the ids that the namespace has; a batch may stand there twice. */
    private static SequencedSet<String> received(Namespace namespace) throws IOException {
        SequencedSet<String> ids = new LinkedHashSet<>();
        int events = 0;
        try (Http http = Http.trusting(namespace.authority())) {
            NamespaceApi api = new NamespaceApi(http, namespace.httpsUrl(), "orders", "worker");
            for (var part = api.receive(100, 10); !part.isEmpty(); part = api.receive(100, 10)) {
                events += part.size();
                for (JsonNode entry : part) {
                    ids.add(entry.at("/event/id").textValue());
                }
            }
        }
        System.out.printf(
                "%d events published, %d of them again%n", ids.size(), events - ids.size());
        return ids;
    }

    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException | IllegalStateException e) {
            return abort("no PostgreSQL can be started here: " + e);
        }
    }
}
