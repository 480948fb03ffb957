package io.gridgate.wellbeing.employees;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.gridgate.wellbeing.story.Day;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where employees rate their day: {@code POST /employees/{id}/ratings} with {@code {"rating": 4}},
 * and where anybody sees how far the story is: {@code GET /status}. Listens on loopback, without
 * authentication, as a sample may. The day is that of UTC.
 */
public final class Desk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern RATINGS =
            Pattern.compile("/employees/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/ratings");
    private static final int BODY_BYTES_MAX = 1024;

    private record Answer(int status, Object body) {}

    private final Ratings ratings;
    private final Callable<?> status;
    private final Runnable rated;
    private final Clock clock;
    private final HttpServer server;

    /**
     * Starts to listen.
     *
     * @param port 0 for a free one
     * @param rated is called after each rating was committed
     * @param status tells how far the story is, as something that Jackson writes
     */
    public Desk(int port, Ratings ratings, Runnable rated, Callable<?> status, Clock clock)
            throws IOException {
        this.ratings = ratings;
        this.rated = rated;
        this.status = status;
        this.clock = clock;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /** Returns where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        Answer answer;
        try {
            answer = answer(exchange);
        } catch (SQLException e) {
            LOG.warn("The database does not answer", e);
            answer = problem(503, "the database does not answer; try again");
        } catch (Exception e) {
            LOG.error("A bug", e);
            answer = problem(500, "a bug");
        }
        byte[] body = MAPPER.writeValueAsBytes(answer.body());
        String type = answer.status() < 400 ? "application/json" : "application/problem+json";
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws Exception {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (path.equals("/status")) {
            return method.equals("GET")
                    ? new Answer(200, status.call())
                    : problem(405, "GET, not " + method);
        }
        Matcher employee = RATINGS.matcher(path);
        if (!employee.matches()) {
            return problem(404, "there is POST /employees/{UUID}/ratings and GET /status");
        }
        return method.equals("POST")
                ? rate(employee.group(1), exchange.getRequestBody().readNBytes(BODY_BYTES_MAX))
                : problem(405, "POST, not " + method);
    }

    private Answer rate(String employeeId, byte[] body) throws SQLException {
        JsonNode rating = rating(body);
        if (!rating.isInt() || rating.intValue() < 1 || rating.intValue() > 5) {
            return problem(400, "send {\"rating\": N}, with N from 1 (bad) to 5 (good)");
        }
        Day day = new Day(employeeId, LocalDate.now(clock.withZone(ZoneOffset.UTC)));
        if (!ratings.record(day, rating.intValue())) {
            return problem(409, day + " is rated already; the first rating stays");
        }
        rated.run();
        Map<String, Object> receipt = new LinkedHashMap<>();
        receipt.put("employeeId", employeeId);
        receipt.put("day", day.day().toString());
        receipt.put("rating", rating.intValue());
        return new Answer(201, receipt);
    }

    private static JsonNode rating(byte[] body) {
        try {
            return MAPPER.readTree(body).path("rating");
        } catch (JacksonException e) {
            return MAPPER.missingNode();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static Answer problem(int status, String detail) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status);
        body.put("detail", detail);
        return new Answer(status, body);
    }

    @Override
    public void close() {
        server.stop(1);
    }
}
