package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.system.harness.Answer;
import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Books;
import io.gridgate.system.harness.GridgateProcess;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.Repository;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A site moves from a data folder to PostgreSQL: nothing is lost, nothing is accepted twice. */
class LogMoveTest {

    private static final int EVENTS = 20;
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String KEY = "a-key-of-the-partner-in-tests";

    private final Path folder = Repository.newFolder("log-move");

    @Test
    void movesASiteToADatabase() throws Exception {
        Namespace namespace =
                Namespace.start(
                        "log-move-namespace", "--topic", "code", "--subscription", "code/worker");
        try (namespace;
                EmbeddedPostgres database = startDatabase()) {
            namespace.stop(); // so that all waits in the outbox
            Path before = settings("before.yaml", "", namespace);
            Path after =
                    settings(
                            "after.yaml",
                            """
                            store: postgresql://localhost:%d/postgres
                            postgresql: {user: postgres, password: postgres, tls: disable}
                            """
                                    .formatted(database.getPort()),
                            namespace);
            List<JsonNode> receipts = new ArrayList<>();
            try (GridgateProcess gateway = start(before)) {
                for (int i = 0; i < EVENTS; i++) {
                    receipts.add(send(gateway, i));
                }
                gateway.stop();
            }

            Path export = folder.resolve("gateway.jsonl");
            run("export", before, "--out", export.toString(), "--json");
            assertThat(run("import", after, export.toString(), "--json"))
                    .isEqualTo(
                            "{\"topics\":1,\"subscriptions\":1,\"events\":%d,\"deadLetters\":0,\"accepted\":%d}"
                                    .formatted(EVENTS, EVENTS));
            assertThat(run("audit", after, "--json"))
                    .contains("\"holds\":true,\"accepted\":" + EVENTS);

            try (GridgateProcess gateway = start(after)) {
                for (int i = 0; i < EVENTS; i++) {
                    JsonNode again = send(gateway, i);
                    assertThat(again.get("status").asText()).isEqualTo("duplicate");
                    assertThat(again.get("sequence")).isEqualTo(receipts.get(i).get("sequence"));
                    assertThat(again.get("acceptedAt"))
                            .isEqualTo(receipts.get(i).get("acceptedAt"));
                }
                namespace.start();
                Books books =
                        Await.until(
                                "all is forwarded",
                                SOON,
                                () -> Books.ask(url(gateway), data(), "gateway"),
                                now -> now.pending() == 0);
                assertThat(books).isEqualTo(new Books(EVENTS, EVENTS, 0, 0, 0));
            }
        }
    }

    private EmbeddedPostgres startDatabase() {
        try {
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(
                            Repository.root().resolve("src/test/target/postgres").toFile())
                    .setPGStartupWait(SOON)
                    .start();
        } catch (IOException | RuntimeException e) {
            return Assumptions.abort("no PostgreSQL can be started here: " + e);
        }
    }

    private Path settings(String name, String store, Namespace namespace) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                store
                        + """
                        data-folder: data
                        listener: {http-port: 0}
                        gateway:
                          upstream:
                            endpoint: %s
                            key: %s
                            trusted-certificates: %s
                            request-timeout: PT5S
                            backoff-max: PT1S
                          partners:
                            shop:
                              sources:
                                orders: {scheme: cloudevents, keys: [%s], topic: code, types: [t],
                                  event-sources: [/move]}
                        """
                                .formatted(
                                        namespace.httpsUrl(),
                                        Namespace.KEY,
                                        namespace.authority(),
                                        KEY));
    }

    private GridgateProcess start(Path settings) {
        GridgateProcess process =
                GridgateProcess.start(
                        "gateway",
                        folder,
                        List.of("gateway", "--config", settings.toString(), "--json"));
        process.ready();
        return process;
    }

    /** Runs a command on the log, and returns the one line that it prints. */
    private String run(String command, Path settings, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("log", command, "--config", settings.toString()));
        arguments.addAll(List.of(more));
        try (GridgateProcess process = GridgateProcess.start("log-" + command, folder, arguments)) {
            process.ready();
            assertThat(process.exitCode(SOON)).as("%s", process).isZero();
            return process.printed().getFirst();
        }
    }

    private static URI url(GridgateProcess gateway) {
        return URI.create(gateway.ready().get("gatewayUrl").asText());
    }

    private Path data() {
        return folder.resolve("data").resolve("gateway");
    }

    private static JsonNode send(GridgateProcess gateway, int number) throws IOException {
        String event =
                """
                {"specversion":"1.0","id":"event-%d","source":"/move","type":"t","data":{"n":1.10}}
                """
                        .formatted(number);
        Map<String, String> headers =
                Map.of(
                        "Content-Type",
                        "application/cloudevents+json",
                        "Authorization",
                        "Bearer " + KEY);
        try (Http http = Http.plain()) {
            Answer answer =
                    http.post(url(gateway).resolve("/partners/shop/orders"), headers, event);
            assertThat(answer.status()).as("%s", answer).isEqualTo(202);
            return answer.json().get("receipts").get(0);
        }
    }
}
