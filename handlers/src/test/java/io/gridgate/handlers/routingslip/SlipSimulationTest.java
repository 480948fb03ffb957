package io.gridgate.handlers.routingslip;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.inbox.Inbox;
import io.gridgate.handlers.outbox.Outbox;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Trips of car, hotel and flight, each a service with an inbox of its own, while everything between
 * two steps goes wrong by a seed: handlers crash before and after their writes, acknowledgements
 * are lost, relays publish twice, events overtake each other.
 */
class SlipSimulationTest {

    private static final List<String> STEPS = List.of("car", "hotel", "flight");

    /** An event on its way, and how often it was delivered. */
    private record Travelling(JsonCloudEvent event, int deliveries) {}

    private final Outbox outbox = new Outbox();
    private final Map<String, EventHandler> services = new HashMap<>();
    private final List<Travelling> topic = new ArrayList<>();
    private final List<CloudEvent> undone = new ArrayList<>();
    private JdbcDataSource database;
    private Random random;

    @BeforeEach
    void makeDatabase() throws SQLException {
        database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        outbox.create(database);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE effects (trip VARCHAR(20), effect VARCHAR(40))");
        }
        for (String name : STEPS) {
            Inbox inbox = Inbox.builder(database, name).front(0).build();
            inbox.create();
            var step = new SlipStep(new CrashingStep(name), outbox, 10);
            EventHandler service = inbox.once(step);
            services.put(name, service);
            services.put(name + ".undo", service);
        }
    }

    /** Writes what it did, and crashes before or after, as the seed has it. */
    private final class CrashingStep implements Step {

        private final String name;

        CrashingStep(String name) {
            this.name = name;
        }

        @Override
        public StepResult work(CloudEvent event, DeliveryContext context, Connection connection)
                throws SQLException {
            crashSometimes("before");
            effect(connection, event.getSubject(), name);
            crashSometimes("after");
            return name.equals("flight") && event.getSubject().startsWith("full")
                    ? StepResult.failed("no seat")
                    : StepResult.done(name + " of " + event.getSubject());
        }

        @Override
        public void undo(
                CloudEvent event, String note, DeliveryContext context, Connection connection)
                throws SQLException {
            crashSometimes("before");
            assertThat(note).isEqualTo(name + " of " + event.getSubject());
            effect(connection, event.getSubject(), "no " + name);
            crashSometimes("after");
        }
    }

    private void crashSometimes(String when) {
        if (random.nextInt(4) == 0) {
            throw new IllegalStateException("crashed " + when);
        }
    }

    private static JsonCloudEvent trip(String name) {
        String json =
                "{\"specversion\":\"1.0\",\"id\":\"%1$s\",\"source\":\"/s\",\"type\":\"t\",\"subject\":\"%1$s\"}"
                        .formatted(name);
        return RoutingSlip.start(
                JsonCloudEvent.of(json.getBytes(StandardCharsets.UTF_8)), "trip.undone", STEPS);
    }

    private static void effect(Connection connection, String trip, String effect)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO effects VALUES ('" + trip + "', '" + effect + "')");
        }
    }

    private List<String> effects(String trip) throws SQLException {
        List<String> effects = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT effect FROM effects WHERE trip = '" + trip + "'")) {
            while (rows.next()) {
                effects.add(rows.getString(1));
            }
        }
        return effects;
    }

    /**
     * Publishes what the outbox holds; some of it twice, as a relay that dies before its commit.
     */
    private void relay() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT event FROM gridgate_outbox")) {
                while (rows.next()) {
                    byte[] json = rows.getString(1).getBytes(StandardCharsets.UTF_8);
                    topic.add(new Travelling(JsonCloudEvent.of(json), 0));
                }
            }
            if (random.nextInt(5) != 0) {
                statement.execute("DELETE FROM gridgate_outbox");
            }
        }
    }

    /** Delivers one event, whichever; what is not acknowledged comes again. */
    private void deliver() throws Exception {
        Travelling next = topic.remove(random.nextInt(topic.size()));
        EventHandler service = services.get(next.event().getType());
        if (service == null) {
            undone.add(next.event());
            return;
        }
        // The count stays low, so that no crash counts as the last attempt.
        int count = Math.min(next.deliveries() + 1, 9);
        Travelling again = new Travelling(next.event(), count);
        try {
            Outcome outcome =
                    service.handle(next.event(), DeliveryContext.of(count, Instant.EPOCH));
            assertThat(outcome).isEqualTo(Outcome.acknowledge());
            if (random.nextInt(5) == 0) {
                topic.add(again);
            }
        } catch (IllegalStateException e) {
            topic.add(again);
        }
    }

    @Test
    void doesOrUndoesEachStepOnceWhateverCrashesInBetween() throws Exception {
        for (int seed = 0; seed < 60; seed++) {
            random = new Random(seed);
            for (String trip : List.of("good" + seed, "full" + seed)) {
                topic.add(new Travelling(trip(trip), 0));
            }
            while (!topic.isEmpty()) {
                deliver();
                relay();
            }

            assertThat(effects("good" + seed))
                    .as("seed %d", seed)
                    .containsExactly("car", "hotel", "flight");
            assertThat(effects("full" + seed))
                    .as("seed %d", seed)
                    .containsExactly("car", "hotel", "no hotel", "no car");
            assertThat(undone)
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .allMatch(event ->
                            event.getId().startsWith("full") && event.getId().endsWith("/5"))
                    .allMatch(event -> "no seat".equals(event.getExtension("slipfailure")))
                    .allMatch(event -> event.getType().equals("trip.undone"));
            undone.clear();
        }
    }
}
