package io.gridgate.wellbeing.employees;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.gridgate.handlers.outbox.Outbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

class DeskTest {

    private static final String EMPLOYEE = "2f1b5f6e-0c1d-4f6a-9a51-7c6c7d7e9b10";
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-20T23:59:59Z"), ZoneOffset.UTC);

    private final AtomicInteger rated = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private HikariDataSource database;
    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        database = new HikariDataSource(config);
        Outbox outbox = new Outbox();
        outbox.create(database);
        Ratings ratings = new Ratings(database, outbox, CLOCK);
        ratings.create();
        desk =
                new Desk(
                        0,
                        ratings,
                        rated::incrementAndGet,
                        () -> Map.of("told", 7, "open", List.of()),
                        CLOCK);
    }

    @AfterEach
    void close() {
        desk.close();
        http.close();
        database.close();
    }

    private HttpResponse<String> post(String employee, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(desk.uri().resolve("/employees/" + employee + "/ratings"))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private List<String> outbox() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT event FROM gridgate_outbox")) {
            return rows.next() ? List.of(rows.getString(1)) : List.of();
        }
    }

    @Test
    void recordsOneRatingADayAndItsEvent() throws Exception {
        HttpResponse<String> first = post(EMPLOYEE, "{\"rating\": 4}");
        HttpResponse<String> second = post(EMPLOYEE, "{\"rating\": 1}");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.body())
                .isEqualTo(
                        "{\"employeeId\":\"%s\",\"day\":\"2026-11-20\",\"rating\":4}"
                                .formatted(EMPLOYEE));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body())
                .isEqualTo(
                        "{\"status\":409,\"detail\":\"%s/2026-11-20 is rated already; the first rating stays\"}"
                                .formatted(EMPLOYEE));
        assertThat(second.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(rated).hasValue(1);
        assertThat(outbox())
                .singleElement()
                .asString()
                .contains("\"type\":\"com.contoso.wellbeing.recorded\"", "\"rating\":4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"rating\":0}",
                "{\"rating\":6}",
                "{\"rating\":\"4\"}",
                "{\"rating\":4.5}"
            })
    void refusesWhatIsNoRating(String body) throws Exception {
        HttpResponse<String> answer = post(EMPLOYEE, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("from 1 (bad) to 5 (good)");
        assertThat(outbox()).isEmpty();
    }

    @Test
    void tellsTheStatusAndNothingElse() throws Exception {
        assertThat(get("/status").body()).contains("\"told\":7");
        assertThat(get("/employees/jane/ratings").statusCode()).isEqualTo(404);
        assertThat(get("/employees/" + EMPLOYEE + "/ratings").statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(desk.uri().resolve(path)).build(), BodyHandlers.ofString());
    }
}
