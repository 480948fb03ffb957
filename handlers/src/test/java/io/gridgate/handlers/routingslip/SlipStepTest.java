package io.gridgate.handlers.routingslip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
import java.util.List;
import java.util.UUID;

class SlipStepTest {

    private final Outbox outbox = new Outbox();
    private JdbcDataSource database;
    private EventHandler handler;

    /** Writes a row, then fails. */
    private static final class FailingStep implements Step {
        @Override
        public StepResult work(CloudEvent event, DeliveryContext context, Connection connection)
                throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO effects VALUES (1)");
            }
            throw new IllegalStateException("down");
        }

        @Override
        public void undo(
                CloudEvent event, String note, DeliveryContext context, Connection connection) {
            throw new IllegalStateException("down");
        }
    }

    @BeforeEach
    void makeHandler() throws SQLException {
        database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        outbox.create(database);
        Inbox inbox = Inbox.builder(database, "car").build();
        inbox.create();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE effects (x INT)");
        }
        handler = inbox.once(new SlipStep(new FailingStep(), outbox, 3));
    }

    private List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static JsonCloudEvent event(String id, String type, String slip) {
        return JsonCloudEvent.of(
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/s\",\"type\":\"%s\",\"routingslip\":\"%s\"}"
                        .formatted(id, type, slip)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private Outcome handle(CloudEvent event, int deliveryCount) throws Exception {
        return handler.handle(event, DeliveryContext.of(deliveryCount, Instant.EPOCH));
    }

    @Test
    void givesUpOnItsLastAttemptAndTakesTheWayBack() throws Exception {
        CloudEvent event = event("a/1", "car", "1|undone|hotel=7|car,flight");
        for (int count = 1; count <= 2; count++) {
            int delivery = count;
            assertThatIllegalStateException().isThrownBy(() -> handle(event, delivery));
        }
        assertThat(column("SELECT event FROM gridgate_outbox")).isEmpty();

        assertThat(handle(event, 3)).isEqualTo(Outcome.acknowledge());
        assertThat(column("SELECT x FROM effects")).isEmpty();
        assertThat(column("SELECT event FROM gridgate_outbox"))
                .containsExactly(
                        """
                        {"specversion":"1.0","source":"/s","causationid":"a/1","id":"a/2",\
                        "routingslip":"2|undone|hotel=7|<","slipfailure":\
                        "failed on delivery 3: java.lang.IllegalStateException: down",\
                        "type":"hotel.undo"}\
                        """);
    }

    @Test
    void neverGivesUpOnTheWayBack() {
        CloudEvent event = event("a/2", "car.undo", "2|undone|car=7|<");

        assertThatIllegalStateException().isThrownBy(() -> handle(event, 10));
    }

    @Test
    void endsWhereAllIsUndone() throws Exception {
        assertThat(handle(event("a/2", "undone", "2|undone||<"), 1))
                .isEqualTo(Outcome.acknowledge());
        assertThat(column("SELECT event FROM gridgate_outbox")).isEmpty();
    }

    @Test
    void rejectsAnEventThatItsSlipDoesNotExpect() throws Exception {
        assertThat(handle(event("a", "hotel", "0|undone||car"), 1))
                .isEqualTo(Outcome.reject("its type is not the one that its routingslip says"));
        assertThat(handle(event("a", "car", "x"), 1))
                .isEqualTo(Outcome.reject("its routingslip is no slip"));
    }

    @Test
    void holdsItsAttemptsToTheirBounds() {
        for (int attempts : new int[] {0, 11}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SlipStep(new FailingStep(), outbox, attempts))
                    .withMessage("attempts is %d, must be 1 to 10", attempts);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepResult.done("x".repeat(501)))
                .withMessage("the note has 501 characters, must have 500 at most");
    }
}
