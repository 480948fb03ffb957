package io.gridgate.benchmarks.scenario;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.benchmarks.load.HttpRequest;
import io.gridgate.benchmarks.load.Limited;
import io.gridgate.benchmarks.load.LoadClient;
import io.gridgate.benchmarks.load.Publishing;
import io.gridgate.benchmarks.load.Window;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Target;
import io.gridgate.benchmarks.server.Books;
import io.gridgate.benchmarks.server.ServerProcess;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The whole product as one process: a partner posts single events, the gateway forwards them over
 * HTTPS to the namespace, the worker handles and acknowledges them. A measurement begins with the
 * first request and ends when the last event is acknowledged.
 */
final class ChainScenario implements Scenario {

    private static final int EVENTS_PER_SECOND_OF_WINDOW = 8_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 10;

    /** Three roles and two TLS ends have more code to compile than one handler. */
    private static final int WARM_UPS = 4;

    private final AtomicLong left = new AtomicLong();

    @Override
    public String name() {
        return "chain";
    }

    @Override
    public String about() {
        return "partner → outbox → HTTPS → namespace → worker acknowledged";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        Path data = lab.launch().emptyFolder("up");
        ServerProcess server =
                lab.launch()
                        .product(
                                "up",
                                List.of(),
                                List.of(
                                        "up",
                                        "--json",
                                        "--http-port=0",
                                        "--https-port=0",
                                        "--data=" + data));
        JsonNode source = server.ready().path("partners").path("demo").path("events");
        HttpRequest head =
                new HttpRequest(
                        "/partners/demo/events",
                        List.of(
                                "Authorization: Bearer " + source.path("key").asText(),
                                "Content-Type: application/cloudevents+json"));
        try (Side bare = Side.bare(lab);
                Books.Keeper books =
                        new Books.Keeper(
                                server.ready().path("gatewayUrl").asText(), data, "namespace");
                Side product =
                        Side.of(
                                lab,
                                "up",
                                server,
                                "gatewayUrl",
                                () -> new Limited(Publishing.single(head), left),
                                (client, window) -> untilAcknowledged(client, books, window))) {
            Contest contest = Contest.run(lab, bare, product, WARM_UPS, Contest.Preparation.NONE);
            return List.of(contest.figure(this, Target.atLeast(0.20, 0.12)));
        }
    }

    private Window untilAcknowledged(LoadClient client, Books.Keeper books, Duration window)
            throws InterruptedException {
        long before = books.ask().acknowledged();
        left.set(EVENTS_PER_SECOND_OF_WINDOW * window.toMillis() / 1000);
        long start = System.nanoTime();
        Window sent = client.saturate(PATIENCE);
        long all = before + sent.events();
        while (books.ask().acknowledged() < all) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "of %d events only %d were acknowledged"
                                .formatted(sent.events(), books.ask().acknowledged() - before));
            }
            Thread.sleep(POLL_MILLIS);
        }
        return sent.lasting(Duration.ofNanos(System.nanoTime() - start));
    }
}
