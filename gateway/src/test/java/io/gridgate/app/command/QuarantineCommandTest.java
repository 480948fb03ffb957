package io.gridgate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.app.gateway.GatewayProcess;
import io.gridgate.app.gateway.KeySources;
import io.gridgate.app.process.Running;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.app.store.LogStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** An operator decides about events in quarantine on the command line. */
final class QuarantineCommandTest {

    @TempDir private Path folder;
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final Running running = new Running();
    private String url;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(folder.resolve("schemas/counted"));
        Files.writeString(
                folder.resolve("schemas/counted/1.json"),
                "{\"properties\":{\"count\":{\"type\":\"integer\"}}}");
        Path config =
                Files.writeString(
                        folder.resolve("gridgate.yaml"),
                        """
                        listener: {http-port: 0}
                        gateway:
                          schemas-folder: %s
                          upstream: {endpoint: "https://localhost:1", key: k}
                          partners:
                            acme:
                              sources:
                                shop:
                                  scheme: cloudevents
                                  keys: [0123456789abcdef]
                                  topic: orders
                                  types: ["*"]
                                  event-sources: ["*"]
                                  contract: {policy: quarantine}
                        """
                                .formatted(folder.resolve("schemas")));
        Settings settings = SettingsFile.load(config, _ -> null);
        url =
                GatewayProcess.start(
                                running,
                                settings.listener(),
                                settings.gateway().orElseThrow(),
                                LogStore.EMBEDDED,
                                folder.resolve("data"),
                                KeySources.NONE)
                        .gatewayUrl();
        send("a");
        send("b");
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void listsRepairsReleasesAndDrops() throws IOException {
        Path patch =
                Files.writeString(
                        folder.resolve("patch.json"),
                        "[{\"op\":\"replace\",\"path\":\"/count\",\"value\":1}]");

        assertThat(run("list")).isZero();
        assertThat(output).hasToString("acme/shop: 2 held, 0 released, 0 dropped\n");
        assertThat(run("list", "acme/shop")).isZero();
        assertThat(output.toString().lines())
                .hasSize(2)
                .first()
                .asString()
                .matches("0 \\S+Z counted a: '/count' must be integer, is string");
        assertThat(run("show", "acme/shop", "1")).isZero();
        assertThat(output.toString()).contains("\"event\":{", "\"id\":\"b\"");
        assertThat(run("repair", "acme/shop", "0", "--patch", patch.toString(), "--try")).isZero();
        assertThat(output.toString()).contains("\"violations\":[]");
        assertThat(run("repair", "acme/shop", "0", "--patch", patch.toString())).isZero();
        assertThat(output).hasToString("event 0 released\n");
        assertThat(run("drop", "acme/shop", "1", "--reason", "made by a test")).isZero();
        assertThat(output).hasToString("event 1 dropped\n");
        assertThat(run("list")).isZero();
        assertThat(output).hasToString("acme/shop: 0 held, 1 released, 1 dropped\n");
        assertThat(run("list", "acme/shop")).isZero();
        assertThat(output).hasToString("nothing is in quarantine\n");
    }

    @Test
    void saysWhyItDidNothing() {
        assertThat(run("release", "acme/shop", "7")).isEqualTo(1);
        assertThat(errors)
                .hasToString(
                        "gridgate: the gateway answers 404: No such event is in quarantine.\n");
        assertThat(run("show", "shop", "1")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("a source is written as partner/source, not shop");
        assertThat(run("drop", "acme/shop", "1")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("Missing required option: '--reason=TEXT'");
    }

    private void send(String id) throws IOException, InterruptedException {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/s\",\"type\":\"counted\",\"data\":{\"count\":\"1\"}}"
                        .formatted(id);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create(url + "/partners/acme/shop"))
                                    .header("Authorization", "Bearer 0123456789abcdef")
                                    .header("Content-Type", "application/cloudevents+json")
                                    .POST(HttpRequest.BodyPublishers.ofString(event))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        }
    }

    private int run(String... arguments) {
        output.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        String[] line = new String[arguments.length + 5];
        line[0] = "quarantine";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        line[arguments.length + 1] = "--url";
        line[arguments.length + 2] = url;
        line[arguments.length + 3] = "--data";
        line[arguments.length + 4] = folder.resolve("data").toString();
        return GridgateCommand.commandLine(line)
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors, true))
                .execute(line);
    }
}
