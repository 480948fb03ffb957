package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.HttpRequest;
import io.gridgate.benchmarks.load.Limited;
import io.gridgate.benchmarks.load.LoadClient;
import io.gridgate.benchmarks.load.Publishing;
import io.gridgate.benchmarks.load.Window;
import io.gridgate.benchmarks.server.Books;
import io.gridgate.benchmarks.server.ServerProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A running gateway with partners that present a key, and one upstream namespace. */
final class Gateway implements AutoCloseable {

    private static final String KEY = "benchmark key of partner ";
    private static final Duration FILL_MAX = Duration.ofMinutes(5);
    private static final int FILLERS = 16;

    private final ServerProcess server;
    private final Books.Keeper books;

    private Gateway(ServerProcess server, Path folder) {
        this.server = server;
        this.books =
                new Books.Keeper(
                        server.ready().path("gatewayUrl").asText(),
                        folder.resolve("data/gateway"),
                        "gateway");
    }

    /**
     * Starts one.
     *
     * @param name of its process and folder
     * @param namespace where it forwards to
     * @param port where that is reached
     * @param upstream further settings of the upstream, as members of a YAML mapping in one line
     * @param partners for each partner its further settings, likewise
     */
    static Gateway start(
            Lab lab,
            String name,
            Namespace namespace,
            int port,
            String upstream,
            Stream<Partner> partners) {
        Path folder = lab.launch().emptyFolder(name);
        StringBuilder text =
                new StringBuilder(
                        """
                        data-folder: data
                        listener: {http-port: 0}
                        gateway:
                          upstream: {endpoint: 'https://127.0.0.1:%d', key: '%s', trusted-certificates: '%s'%s}
                          partners:
                        """
                                .formatted(
                                        port,
                                        Namespace.KEY,
                                        namespace.server().ready().path("caPath").asText(),
                                        upstream.isEmpty() ? "" : ", " + upstream));
        partners.forEach(partner -> text.append(partner.yaml()));
        try {
            Path settings = Files.writeString(folder.resolve("gridgate.yaml"), text);
            return new Gateway(
                    lab.launch()
                            .product(
                                    name,
                                    List.of(),
                                    List.of("gateway", "--json", "--config=" + settings)),
                    folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A partner with one source.
     *
     * @param name its name
     * @param more further settings, as a member of a YAML mapping in one line, or empty
     */
    record Partner(String name, String more) {

        private String yaml() {
            return """
                %s:
                  sources:
                    shop: {scheme: cloudevents, keys: ['%s%s'], topic: orders, types: [com.contoso.order.*], event-sources: [/contoso/shop]}
                  %s
            """
                    .formatted(name, KEY, name, more);
        }

        HttpRequest one() {
            return request("application/cloudevents+json");
        }

        HttpRequest batch() {
            return request("application/cloudevents-batch+json");
        }

        private HttpRequest request(String contentType) {
            return new HttpRequest(
                    "/partners/" + name + "/shop",
                    List.of("Authorization: Bearer " + KEY + name, "Content-Type: " + contentType));
        }
    }

    ServerProcess server() {
        return server;
    }

    Books books() throws InterruptedException {
        return books.ask();
    }

    /** Has a partner send events in batches of a hundred, and returns how many were accepted. */
    long fill(Partner partner, long events) throws InterruptedException {
        AtomicLong left = new AtomicLong(events / Namespace.BATCH);
        List<Limited> load =
                Stream.generate(() ->
                                new Limited(
                                        Publishing.batch(partner.batch(), Namespace.BATCH), left))
                        .limit(FILLERS)
                        .toList();
        try (LoadClient client = new LoadClient(server.address("gatewayUrl"), load, 1)) {
            Window window = client.saturate(FILL_MAX);
            if (window.failures() > 0) {
                throw new IllegalStateException(
                        "could not fill the outbox: " + window.firstFailure().orElse(""));
            }
            return window.events();
        }
    }

    @Override
    public void close() {
        books.close();
        server.close();
    }
}
