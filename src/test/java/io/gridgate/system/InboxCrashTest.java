package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.gridgate.handlers.inbox.Inbox;
import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Books;
import io.gridgate.system.harness.GridgateProcess;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.NamespaceApi;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/**
 * Each event's effect happens once, though each was published twice, locks run out while handlers
 * run, and the process is killed again and again.
 */
class InboxCrashTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int EVENTS = 240;
    private static final int KILLS = 6;
    private static final long SEED = 20_261_121;

    @Test
    void hasEachEffectOnceAfterKillsLostLocksAndDuplicates() throws Exception {
        try (EmbeddedPostgres postgres = postgres();
                Namespace namespace =
                        Namespace.start(
                                "inbox",
                                "--relaxed-limits",
                                "--topic",
                                "orders",
                                "--subscription",
                                "orders/worker,lock=PT1S,max-delivery-count=1000");
                Http http = Http.trusting(namespace.authority())) {
            DataSource database = postgres.getPostgresDatabase();
            makeTables(database);
            publishEachTwice(new NamespaceApi(http, namespace.httpsUrl(), "orders", "worker"));
            String url = postgres.getJdbcUrl("postgres", "postgres");

            int killedAtWork = killAgainAndAgain(namespace, database, url);
            try (GridgateProcess _ = InboxProgram.start(namespace, url)) {
                Await.until(
                        "all is settled (seed " + SEED + ")",
                        PATIENCE,
                        () -> books(namespace),
                        books -> books.acknowledged() == 2 * EVENTS);
            }
            assertThat(killedAtWork).as("kills that hit work").isPositive();
            assertThat(effects(database))
                    .as("seed %d", SEED)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, EVENTS).mapToObj(String::valueOf).toList());
            System.out.printf(
                    "%d events published twice, %d kills, %d of them in the middle of work: %d"
                            + " effects%n",
                    EVENTS, KILLS, killedAtWork, effects(database).size());
        }
    }

    private static int killAgainAndAgain(Namespace namespace, DataSource database, String url)
            throws Exception {
        Random random = new Random(SEED);
        int atWork = 0;
        for (int i = 0; i < KILLS; i++) {
            int before = effects(database).size();
            try (GridgateProcess program = InboxProgram.start(namespace, url)) {
                Await.until(
                        "it works, or there is no more to do",
                        PATIENCE,
                        () -> effects(database).size() > before || books(namespace).pending() == 0,
                        worked -> worked);
                Thread.sleep(random.nextLong(400));
                atWork += books(namespace).leased() > 0 ? 1 : 0;
                program.kill();
            }
        }
        return atWork;
    }

    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException | IllegalStateException e) {
            return abort("no PostgreSQL can be started here: " + e);
        }
    }

    private static void makeTables(DataSource database) throws SQLException {
        Inbox.builder(database, InboxProgram.CONSUMER).build().create();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE effects (event_id TEXT)");
        }
    }

    private static void publishEachTwice(NamespaceApi api) throws IOException {
        String events =
                IntStream.range(0, EVENTS)
                        .mapToObj(i ->
                                "{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"s\",\"type\":\"t\"}"
                                        .formatted(i))
                        .collect(Collectors.joining(",", "[", "]"));
        for (int i = 0; i < 2; i++) {
            assertThat(api.publishBatch(events).status()).isEqualTo(200);
        }
    }

    private static Books books(Namespace namespace) throws IOException {
        return Books.ask(namespace.httpUrl(), namespace.data(), "namespace");
    }

    private static List<String> effects(DataSource database) throws SQLException {
        List<String> effects = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT event_id FROM effects")) {
            while (rows.next()) {
                effects.add(rows.getString(1));
            }
        }
        return effects;
    }
}
