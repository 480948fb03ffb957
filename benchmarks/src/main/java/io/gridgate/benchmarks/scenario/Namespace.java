package io.gridgate.benchmarks.scenario;

import com.azure.core.credential.KeyCredential;

import io.gridgate.benchmarks.load.Dialogue;
import io.gridgate.benchmarks.load.HttpRequest;
import io.gridgate.benchmarks.load.Limited;
import io.gridgate.benchmarks.load.LoadClient;
import io.gridgate.benchmarks.load.Publishing;
import io.gridgate.benchmarks.load.Pulling;
import io.gridgate.benchmarks.load.Window;
import io.gridgate.benchmarks.server.Books;
import io.gridgate.benchmarks.server.ServerProcess;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.EventGridReceiverBuilder;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.client.EventGridSenderBuilder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A running namespace with one topic, dedup on, and one event subscription. */
final class Namespace implements AutoCloseable {

    static final int BATCH = 100;

    static final String KEY = "R3JpZGdhdGUgYmVuY2htYXJrIGFjY2VzcyBrZXkgMDE=";
    private static final String AUTHORIZATION = "Authorization: SharedAccessKey " + KEY;
    private static final String VERSION = "api-version=2024-06-01";
    private static final String PUBLISH = "/topics/orders:publish?" + VERSION;
    private static final Duration FILL_MAX = Duration.ofMinutes(15);
    private static final int FILLERS = 16;

    private final ServerProcess server;
    private final Books.Keeper books;

    private Namespace(ServerProcess server, Path data) {
        this.server = server;
        this.books = new Books.Keeper(server.ready().path("httpUrl").asText(), data, "namespace");
    }

    /** Starts one; the folder may have the events of an earlier one. */
    static Namespace start(Lab lab, Path data, List<String> moreFlags) {
        ServerProcess server = lab.launch().product("namespace", moreFlags, arguments(data));
        return new Namespace(server, data);
    }

    /** Starts one that keeps its events in a database; it does not recognise repeated ones. */
    static Namespace onPostgres(Lab lab, PostgresServer database) {
        Path folder = lab.launch().emptyFolder("namespace-postgres");
        String text =
                """
                data-folder: data
                store: postgresql://localhost:%d/postgres
                postgresql: {user: postgres, password: postgres, tls: disable, connections-max: 20}
                listener: {http-port: 0, https-port: 0}
                namespace:
                  keys: ['%s']
                  relaxed-limits: true
                  topics: {orders: {subscriptions: {worker: {lock: PT5M}}}}
                """
                        .formatted(database.port(), KEY);
        try {
            Path settings = Files.writeString(folder.resolve("gridgate.yaml"), text);
            ServerProcess server =
                    lab.launch()
                            .product(
                                    "namespace",
                                    List.of(),
                                    List.of("namespace", "--json", "--config=" + settings));
            return new Namespace(server, folder.resolve("data/namespace"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> arguments(Path data) {
        return List.of(
                "namespace",
                "--json",
                "--http-port=0",
                "--https-port=0",
                "--data=" + data,
                "--key=" + KEY,
                "--relaxed-limits",
                "--topic=orders,dedup=PT24H",
                "--subscription=orders/worker,lock=PT1H");
    }

    static HttpRequest bare() {
        return new HttpRequest("/", List.of(AUTHORIZATION, one()));
    }

    static HttpRequest publishOne() {
        return new HttpRequest(PUBLISH, List.of(AUTHORIZATION, one()));
    }

    static HttpRequest publishBatch() {
        return new HttpRequest(
                PUBLISH,
                List.of(
                        AUTHORIZATION,
                        "Content-Type: application/cloudevents-batch+json; charset=utf-8"));
    }

    static HttpRequest receive(int max, int waitSeconds) {
        return operation("receive", "&maxEvents=" + max + "&maxWaitTime=" + waitSeconds);
    }

    static HttpRequest acknowledge() {
        return operation("acknowledge", "");
    }

    private static HttpRequest operation(String operation, String parameters) {
        return new HttpRequest(
                "/topics/orders/eventsubscriptions/worker:"
                        + operation
                        + "?"
                        + VERSION
                        + parameters,
                List.of(AUTHORIZATION, "Content-Type: application/json"));
    }

    private static String one() {
        return "Content-Type: application/cloudevents+json; charset=utf-8";
    }

    ServerProcess server() {
        return server;
    }

    Books books() throws InterruptedException {
        return books.ask();
    }

    LoadClient client(List<? extends Dialogue> load, int threads) {
        return new LoadClient(server.address("httpUrl"), load, threads);
    }

    /** Returns a receiver of the library; to be closed. */
    EventGridReceiver receiver() {
        return new EventGridReceiverBuilder()
                .endpoint(server.ready().path("httpUrl").asText())
                .topicName("orders")
                .subscriptionName("worker")
                .credential(new KeyCredential(KEY))
                .allowInsecureLoopback()
                .build();
    }

    /** Returns a sender of the library; to be closed. */
    EventGridSender sender() {
        return new EventGridSenderBuilder()
                .endpoint(server.ready().path("httpUrl").asText())
                .topicName("orders")
                .credential(new KeyCredential(KEY))
                .allowInsecureLoopback()
                .build();
    }

    /** Returns the command line of a worker process on this namespace. */
    List<String> workerArguments() {
        return List.of(
                "worker",
                "--json",
                "--endpoint=" + server.ready().path("httpsUrl").asText(),
                "--trusted-certificates=" + server.ready().path("caPath").asText(),
                "--key=" + KEY,
                "--topic=orders",
                "--subscription=worker");
    }

    /** Publishes events in batches, as many as are missing to a number that is pending. */
    void fillTo(long pending) throws InterruptedException {
        long missing = pending - books().pending();
        if (missing <= 0) {
            return;
        }
        AtomicLong left = new AtomicLong((missing + BATCH - 1) / BATCH);
        List<Limited> load = new ArrayList<>();
        for (int i = 0; i < FILLERS; i++) {
            load.add(new Limited(Publishing.batch(publishBatch(), BATCH), left));
        }
        work(load, "fill");
    }

    /** Receives and acknowledges all that is pending. */
    void empty() throws InterruptedException {
        work(
                IntStream.range(0, FILLERS)
                        .mapToObj(_ ->
                                Pulling.andAcknowledge(
                                        receive(BATCH, 0),
                                        acknowledge(),
                                        BATCH,
                                        Pulling.WhenEmpty.STOP))
                        .toList(),
                "empty");
    }

    /** Receives all that is pending and keeps it locked. */
    void lockAll() throws InterruptedException {
        work(
                IntStream.range(0, FILLERS)
                        .mapToObj(_ -> Pulling.andHold(receive(BATCH, 0), BATCH))
                        .toList(),
                "lock");
    }

    private void work(List<? extends Dialogue> load, String what) throws InterruptedException {
        try (LoadClient client = client(load, 1)) {
            Window window = client.saturate(FILL_MAX);
            if (window.failures() > 0) {
                throw new IllegalStateException(
                        "could not %s the namespace: %s"
                                .formatted(what, window.firstFailure().orElse("")));
            }
        }
    }

    @Override
    public void close() {
        books.close();
        server.close();
    }
}
