package io.gridgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.accept.AcceptListener;
import io.gridgate.accept.Acceptor;
import io.gridgate.accept.Sources;
import io.gridgate.accept.push.PushCounts;
import io.gridgate.accept.push.PushReceiver;
import io.gridgate.accept.push.ValidationCalls;
import io.gridgate.accept.quarantine.Quarantine;
import io.gridgate.auth.AccessKeys;
import io.gridgate.auth.SecurityLog;
import io.gridgate.contract.LiveContracts;
import io.gridgate.http.admin.AdminRoutes;
import io.gridgate.http.namespace.NamespaceLimits;
import io.gridgate.http.namespace.NamespaceRoutes;
import io.gridgate.http.partner.PartnerRoutes;
import io.gridgate.http.push.PushRoutes;
import io.gridgate.http.worker.WorkerRoutes;
import io.gridgate.log.LogFixture;
import io.gridgate.log.embedded.EmbeddedFixture;
import io.javalin.Javalin;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/** What {@code /openapi.json} says there is, is there; and nothing else is. */
final class OpenApiTest {

    private static final Set<String> OPERATIONS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch");
    private static final AccessKeys KEYS = new AccessKeys(List.of("0123456789abcdef"));

    @TempDir private Path folder;
    private LogFixture store;
    private final ValidationCalls calls = new ValidationCalls();
    private List<Routes> roles;

    @BeforeEach
    void make() {
        store = new EmbeddedFixture(folder);
        Acceptor acceptor =
                new Acceptor(
                        new Sources(List.of(), Map.of(), Map.of()),
                        store.log(),
                        AcceptListener.NONE,
                        SecurityLog.NONE);
        PushCounts counts = new PushCounts(List.of());
        roles =
                List.of(
                        new AdminRoutes(Map.of(), KEYS)
                                .withPushes(counts)
                                .withContracts(
                                        Optional.of(
                                                LiveContracts.open(
                                                        Path.of("..", "schemas"),
                                                        InstantSource.system())))
                                .withQuarantine(new Quarantine(store.log(), List.of())),
                        new PartnerRoutes(acceptor, HttpLimits.DEFAULT, ClientAddress.PEER),
                        new NamespaceRoutes(
                                new NamespaceRoutes.Settings(
                                        store.log(),
                                        new UUID(0, 0),
                                        NamespaceLimits.STRICT,
                                        KEYS,
                                        Optional.empty())),
                        new PushRoutes(
                                new PushReceiver(List.of(), counts, calls), HttpLimits.DEFAULT),
                        new WorkerRoutes(() -> "", List::of));
    }

    @AfterEach
    void stop() {
        calls.close();
        store.close();
    }

    @Test
    void describesTheRoutesOfEveryRoleAndNoOthers() throws IOException {
        for (Routes role : roles) {
            assertThat(described(read(role.openApiResource().orElseThrow())))
                    .as(role.getClass().getSimpleName())
                    .containsExactlyElementsOf(registered(role));
        }
    }

    @Test
    void describesTheRoutesThatEveryProcessHas() throws IOException {
        Javalin health = Javalin.create(config -> HealthRoutes.register(config.routes, () -> true));

        assertThat(described(read("/openapi/base.json")))
                .containsExactlyElementsOf(registered(health));
    }

    @Test
    void isOneDocumentInWhichEveryReferenceLeadsSomewhere() throws Exception {
        HttpServer.Builder builder = HttpServer.builder();
        roles.forEach(builder::routes);
        JsonNode document;
        try (HttpServer server = builder.start();
                HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + server.httpPort() + "/openapi.json");
            document =
                    new ObjectMapper()
                            .readTree(
                                    client.send(
                                                    HttpRequest.newBuilder(uri).build(),
                                                    HttpResponse.BodyHandlers.ofString())
                                            .body());
        }

        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(described(document)).hasSizeGreaterThan(20);
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(it ->
                        assertThat(document.at(it.substring(1)).isMissingNode()).as(it).isFalse());
        List<String> names = document.findValuesAsText("operationId");
        assertThat(names).doesNotHaveDuplicates();
        document.path("paths")
                .forEach(path ->
                        path.properties().stream()
                                .filter(it -> OPERATIONS.contains(it.getKey()))
                                .forEach(it ->
                                        assertThat(it.getValue().path("responses").isEmpty())
                                                .isFalse()));
    }

    @Test
    void namesEveryParameterOfEveryPath() throws IOException {
        for (Routes role : roles) {
            JsonNode paths = read(role.openApiResource().orElseThrow()).path("paths");
            paths.properties()
                    .forEach(path -> {
                        List<String> inPath = new ArrayList<>();
                        Pattern.compile("\\{([^}]+)}")
                                .matcher(path.getKey())
                                .results()
                                .forEach(it -> inPath.add(it.group(1)));
                        Set<String> named = new TreeSet<>();
                        path.getValue().findParents("in").stream()
                                .filter(it -> it.path("in").asText().equals("path"))
                                .forEach(it -> named.add(it.path("name").asText()));
                        if (path.getValue().findValues("$ref").stream()
                                .noneMatch(it -> it.asText().contains("/parameters/"))) {
                            assertThat(named)
                                    .as(path.getKey())
                                    .containsExactlyInAnyOrderElementsOf(inPath);
                        }
                    });
        }
    }

    private static Set<String> registered(Routes role) {
        return registered(Javalin.create(config -> role.register(config.routes)));
    }

    private static Set<String> registered(Javalin server) {
        Set<String> routes = new TreeSet<>();
        server.unsafe
                .internalRouter
                .allHttpHandlers()
                .forEach(it -> routes.add(it.endpoint.method.name() + " " + it.endpoint.path));
        return routes;
    }

    private static Set<String> described(JsonNode document) {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .fieldNames()
                                .forEachRemaining(name -> {
                                    if (OPERATIONS.contains(name)) {
                                        operations.add(
                                                name.toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey());
                                    }
                                }));
        return operations;
    }

    private static JsonNode read(String resource) throws IOException {
        try (InputStream in = OpenApiTest.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
