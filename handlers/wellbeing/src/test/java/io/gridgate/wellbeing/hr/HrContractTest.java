package io.gridgate.wellbeing.hr;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.wellbeing.story.Day;
import io.gridgate.wellbeing.story.StoryEvents;
import io.gridgate.wellbeing.story.StoryEvents.Rating;
import io.gridgate.wellbeing.story.StoryEvents.SentLetter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What both ways to tell the story have in common: when HR is told, and how often. */
class HrContractTest {

    private static final Day DAY =
            new Day("2f1b5f6e-0c1d-4f6a-9a51-7c6c7d7e9b10", LocalDate.of(2026, 11, 20));

    private final Outbox outbox = new Outbox();
    private HikariDataSource database;

    @BeforeEach
    void open() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        database = new HikariDataSource(config);
        outbox.create(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Hr hr(String style, Duration patience) throws Exception {
        Hr hr =
                style.equals("process")
                        ? new CheckIn(database, outbox, new Patience(patience))
                        : new Choreography(
                                database, outbox, new Patience(patience), Clock.systemUTC());
        hr.create();
        return hr;
    }

    private static CloudEvent recorded() {
        return event("r", StoryEvents.RECORDED, new Rating(DAY.employeeId(), "2026-11-20", 4));
    }

    private static CloudEvent sent(String id) {
        return event(id, StoryEvents.SENT, new SentLetter(DAY.employeeId(), "2026-11-20", "m"));
    }

    private static CloudEvent event(String id, String type, Object data) {
        return StoryEvents.event(id, "test", type, DAY, Instant.EPOCH, data);
    }

    /** Gives an event to every subscription that wants it, and then what that makes HR say. */
    private void deliver(Hr hr, CloudEvent event) throws Exception {
        DeliveryContext context = DeliveryContext.of(1, Instant.EPOCH);
        List<String> before = outboxTypes();
        EventHandler entry =
                hr.handlers().getOrDefault("check-in", hr.handlers().get("hr-notices"));
        assertThat(entry.handle(event, context)).isEqualTo(Outcome.acknowledge());
        for (CloudEvent said : said().subList(before.size(), said().size())) {
            if (said.getType().equals(StoryEvents.REPORTED)) {
                hr.handlers().get("hr-notices").handle(said, context);
                hr.handlers().get("hr-notices").handle(said, context);
            }
        }
    }

    private List<CloudEvent> said() throws Exception {
        List<CloudEvent> said = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT event FROM gridgate_outbox ORDER BY position")) {
            while (rows.next()) {
                said.add(JsonCloudEvent.of(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return said;
    }

    private List<String> outboxTypes() throws Exception {
        return said().stream().map(CloudEvent::getType).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"process", "choreography"})
    void tellsHrOnceAfterTheLetter(String style) throws Exception {
        Hr hr = hr(style, Duration.ofHours(1));
        deliver(hr, recorded());
        deliver(hr, recorded());
        assertThat(hr.told()).isZero();
        assertThat(hr.open())
                .singleElement()
                .satisfies(open -> {
                    assertThat(open.subject()).isEqualTo(DAY.toString());
                    assertThat(open.waitingFor()).containsExactly(StoryEvents.SENT);
                    assertThat(open.askingAgainAt()).isNotEmpty();
                });

        deliver(hr, sent("s1"));
        deliver(hr, sent("s1"));
        deliver(hr, sent("s2"));
        assertThat(hr.told()).isEqualTo(1);
        assertThat(hr.open()).isEmpty();
        assertThat(hr.timeouts().build().fireDue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"process", "choreography"})
    void asksAgainForALetterThatIsNotSent(String style) throws Exception {
        Hr hr = hr(style, Duration.ZERO);
        deliver(hr, recorded());
        List<String> before = outboxTypes();
        assertThat(hr.timeouts().build().fireDue()).isEqualTo(1);

        assertThat(outboxTypes().subList(before.size(), outboxTypes().size()))
                .containsExactly(StoryEvents.REQUESTED);
        assertThat(hr.told()).isZero();
        deliver(hr, sent("s"));
        assertThat(hr.told()).isEqualTo(1);
    }

    @Test
    void takesTheLetterBeforeTheRatingWhereNobodyLeads() throws Exception {
        Hr hr = hr("choreography", Duration.ofHours(1));
        deliver(hr, sent("s"));
        assertThat(hr.open())
                .singleElement()
                .satisfies(open ->
                        assertThat(open.waitingFor()).containsExactly(StoryEvents.RECORDED));
        deliver(hr, recorded());
        assertThat(hr.told()).isEqualTo(1);
    }
}
