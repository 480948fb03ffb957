package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Books;
import io.gridgate.system.harness.GridgateProcess;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.NamespaceApi;
import io.gridgate.system.harness.Role;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A worker that is told to stop leaves no lock behind: its events are there for the next at once.
 */
class WorkerDrainTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int EVENTS = 2_000;

    @Test
    void leavesNoLockBehindWhenToldToStopInTheMiddle() throws Exception {
        try (Namespace namespace = start("drain-busy");
                Http http = Http.trusting(namespace.authority())) {
            NamespaceApi api = new NamespaceApi(http, namespace.httpsUrl(), "orders", "worker");
            for (int from = 0; from < EVENTS; from += 500) {
                assertThat(api.publishBatch(events(from, from + 500)).status()).isEqualTo(200);
            }
            Path output = namespace.folder().resolve("handled.jsonl");
            try (Role worker = Role.start("worker", "drain-worker", settings(namespace, output))) {
                Await.until(
                        "the worker is busy",
                        PATIENCE,
                        () -> handled(output),
                        seen -> !seen.isEmpty());
                assertThat(worker.process().stop()).isIn(0, 143);
            }

            Set<String> first = handled(output);
            Books books = books(namespace);
            assertThat(books.leased()).as("%s", books).isZero();
            assertThat(books.acknowledged()).isEqualTo(first.size());
            Set<String> rest = new HashSet<>();
            while (first.size() + rest.size() < EVENTS) {
                List<JsonNode> part = api.receive(100, 10);
                assertThat(part).as("after %s and %s", first.size(), rest.size()).isNotEmpty();
                part.forEach(entry -> rest.add(entry.at("/event/id").asText()));
            }
            assertThat(rest).doesNotContainAnyElementsOf(first);
        }
    }

    @Test
    void givesTheEventOfAHandlerThatDoesNotEndToTheNextWorker() throws Exception {
        try (Namespace namespace = start("drain-slow");
                Http http = Http.trusting(namespace.authority())) {
            NamespaceApi api = new NamespaceApi(http, namespace.httpsUrl(), "orders", "worker");
            api.publishBatch(events(0, 2));
            Path marks = namespace.folder().resolve("marks");
            try (GridgateProcess program = SlowProgram.start(namespace, marks)) {
                Await.until(
                        "both handlers run",
                        PATIENCE,
                        () -> lines(marks),
                        seen -> seen.containsAll(List.of("began 0", "began 1")));
                assertThat(program.stop()).isIn(0, 143);
            }

            assertThat(lines(marks)).contains("ended 0").doesNotContain("ended 1");
            Books books = books(namespace);
            assertThat(books.acknowledged()).isEqualTo(1);
            assertThat(books.leased()).isZero();
            JsonNode again = api.receive(10, 10).getFirst();
            assertThat(again.at("/event/id").asText()).isEqualTo("1");
            assertThat(NamespaceApi.deliveryCount(again)).isEqualTo(2);
        }
    }

    private static Namespace start(String name) {
        // Locks of five minutes: one that is left behind is not mistaken for one that ran out.
        return Namespace.start(
                name, "--topic", "orders", "--subscription", "orders/worker,lock=PT5M");
    }

    private static Books books(Namespace namespace) throws IOException {
        return Books.ask(namespace.httpUrl(), namespace.data(), "namespace");
    }

    private static String settings(Namespace namespace, Path output) {
        return """
        worker:
          endpoint: %s
          key: %s
          trusted-certificates: %s
          topic: orders
          subscription: worker
          lock: PT5M
          handler: file
          output: %s
        """
                .formatted(namespace.httpsUrl(), Namespace.KEY, namespace.authority(), output);
    }

    private static String events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        "{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"s\",\"type\":\"t\"}"
                                .formatted(i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Set<String> handled(Path output) throws IOException {
        return lines(output).stream()
                .map(line -> HandledEvent.of(line).id())
                .collect(Collectors.toSet());
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
