package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.system.harness.Answer;
import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Books;
import io.gridgate.system.harness.GithubHook;
import io.gridgate.system.harness.GridgateProcess;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Repository;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code gridgate up}: the whole flow in one process, by what it prints. */
class UpTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    // Without a Maven: the launcher must take the program as it is.
    private static final Map<String, String> NO_BUILD =
            Map.of("GRIDGATE_MAVEN", "/bin/false", "GRIDGATE_AOT", "off");
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"order-1\",\"source\":\"/shop\","
                    + "\"type\":\"com.contoso.order.placed\",\"datacontenttype\":\"application/json\","
                    + "\"data\":{\"amount\":1.10,\"currency\":\"EUR\"}}";

    @Test
    void bringsAnEventAndAWebhookToTheHandlerAndStopsCleanly() throws Exception {
        Path folder = Repository.newFolder("up");
        GithubHook hook = GithubHook.handMade().getFirst();
        try (GridgateProcess up = GridgateProcess.start("up", folder, arguments(folder));
                Http http = Http.plain()) {
            JsonNode ready = up.ready();
            assertThat(ready.fieldNames())
                    .toIterable()
                    .contains(
                            "gatewayUrl",
                            "namespaceHttpUrl",
                            "namespaceHttpsUrl",
                            "namespaceKey",
                            "caPath",
                            "partners",
                            "handlerOutput");

            assertThat(postEvent(http, ready).status()).isEqualTo(202);
            assertThat(postHook(http, ready, hook).status()).isEqualTo(202);

            List<String> handled = handled(ready, 2);
            assertThat(handled).filteredOn(line -> line.contains("\"order-1\"")).hasSize(1);
            HandledEvent webhook =
                    handled.stream()
                            .map(HandledEvent::of)
                            .filter(event -> event.id().equals(hook.delivery()))
                            .findFirst()
                            .orElseThrow();
            webhook.assertIs(hook);
            for (String role : List.of("gateway", "namespace")) {
                Books books =
                        Await.until(
                                role + " has settled",
                                PATIENCE,
                                () -> books(ready, folder, role),
                                seen -> seen.accepted() > 0 && seen.pending() == 0);
                assertThat(books.balanced()).as("%s", books).isTrue();
            }

            assertThat(up.stop()).isIn(0, 143);
            assertThat(up.printed()).hasSize(1);
        }
        handlesNothingAgain(folder);
    }

    /** After a clean stop no lock hangs and nothing is left, so a repeat is all that comes. */
    private static void handlesNothingAgain(Path folder) throws IOException {
        try (GridgateProcess up = GridgateProcess.start("up-again", folder, arguments(folder));
                Http http = Http.plain()) {
            JsonNode ready = up.ready();
            assertThat(handled(ready, 2)).hasSize(2);
            Answer again = postEvent(http, ready);
            assertThat(again.status()).isEqualTo(202);
            assertThat(again.body()).contains("duplicate");
            Books books = books(ready, folder, "namespace");
            assertThat(books.pending()).isZero();
            assertThat(handled(ready, 2)).hasSize(2);
            assertThat(up.stop()).isIn(0, 143);
        }
    }

    @Test
    void startsThroughTheLauncher() throws Exception {
        Path folder = Repository.newFolder("launcher");
        Repository.noteBuilt();
        List<String> command = new ArrayList<>();
        command.add(Repository.root().resolve("gridgate").toString());
        command.addAll(arguments(folder));
        try (GridgateProcess up = GridgateProcess.launch("launcher", folder, command, NO_BUILD);
                Http http = Http.plain()) {
            JsonNode ready = up.ready();
            assertThat(postEvent(http, ready).status()).isEqualTo(202);
            assertThat(handled(ready, 1)).hasSize(1);
            assertThat(up.stop()).isIn(0, 143);
            assertThat(up.printed()).hasSize(1);
        }
    }

    private static List<String> arguments(Path folder) {
        return List.of(
                "up",
                "--http-port",
                "0",
                "--https-port",
                "0",
                "--data",
                folder.resolve("data").toString(),
                "--json");
    }

    private static Answer postEvent(Http http, JsonNode ready) throws IOException {
        JsonNode source = ready.at("/partners/demo/events");
        return http.post(
                URI.create(source.get("url").asText()),
                Map.of(
                        "Content-Type",
                        "application/cloudevents+json",
                        "Authorization",
                        "Bearer " + source.get("key").asText()),
                EVENT);
    }

    private static Answer postHook(Http http, JsonNode ready, GithubHook hook) throws IOException {
        JsonNode source = ready.at("/partners/demo/github");
        return http.post(
                URI.create(source.get("url").asText()),
                hook.headers(source.get("secret").asText()),
                hook.body());
    }

    private static List<String> handled(JsonNode ready, int count) {
        Path output = Path.of(ready.get("handlerOutput").asText());
        return Await.until(
                count + " events are handled",
                PATIENCE,
                () -> Files.readAllLines(output),
                lines -> lines.size() >= count);
    }

    private static Books books(JsonNode ready, Path folder, String role) throws IOException {
        URI base = URI.create(ready.get("gatewayUrl").asText());
        return Books.ask(base, folder.resolve("data"), role);
    }
}
