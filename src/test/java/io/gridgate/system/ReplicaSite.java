package io.gridgate.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.system.harness.Answer;
import io.gridgate.system.harness.Books;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.Repository;
import io.gridgate.system.harness.Role;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A namespace, a PostgreSQL, and gateways that share it, each a process. */
final class ReplicaSite implements AutoCloseable {

    static final int GATEWAYS = 3;
    static final String KEY = "a-key-of-the-partner-in-tests";

    private static final int RECEIVE_MAX = 1_000;

    private final Path databaseFolder = Repository.newFolder("replicas-database");
    private final List<Role> gateways = new ArrayList<>();
    private EmbeddedPostgres database;
    private Namespace namespace;

    static ReplicaSite start() throws IOException {
        ReplicaSite site = new ReplicaSite();
        try {
            site.database = site.startDatabase(0);
        } catch (IOException | RuntimeException e) {
            Assumptions.abort("no PostgreSQL can be started here: " + e);
        }
        try {
            site.namespace =
                    Namespace.start(
                            "replicas-namespace",
                            "--relaxed-limits",
                            "--topic",
                            "code",
                            "--subscription",
                            "code/worker");
            for (int i = 0; i < GATEWAYS; i++) {
                site.gateways.add(Role.start("gateway", "replica-" + i, site.settings()));
            }
            return site;
        } catch (RuntimeException | AssertionError e) {
            site.close();
            throw e;
        }
    }

    private EmbeddedPostgres startDatabase(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        Repository.root().resolve("src/test/target/postgres").toFile())
                .setDataDirectory(databaseFolder.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("fsync", "on")
                .setServerConfig("max_connections", "100")
                .start();
    }

    Role gateway(int index) {
        return gateways.get(index);
    }

    Namespace namespace() {
        return namespace;
    }

    void restartDatabase() throws IOException {
        int port = database.getPort();
        database.close();
        database = startDatabase(port);
    }

    /** Returns where the partner sends to; gateways keep their ports. */
    List<URI> addresses() {
        return gateways.stream()
                .map(gateway -> gateway.url().resolve("/partners/shop/orders"))
                .toList();
    }

    /** Returns the books of the log, as one gateway shows them. */
    Books books(int gateway) throws IOException {
        return Books.ask(gateways.get(gateway).url(), gateways.get(gateway).data(), "gateway");
    }

    /** Takes all events out of the namespace and shows the id of each. */
    void drainNamespace(Consumer<String> ids) throws IOException {
        URI base = namespace.httpUrl().resolve("/topics/code/eventsubscriptions/");
        Map<String, String> headers =
                Map.of(
                        "Authorization",
                        "SharedAccessKey " + Namespace.KEY,
                        "Content-Type",
                        "application/json");
        try (Http http = Http.plain()) {
            while (true) {
                String query =
                        "./worker:receive?api-version=2024-06-01&maxWaitTime=0&maxEvents="
                                + RECEIVE_MAX;
                JsonNode details = ok(http.post(base.resolve(query), headers, "")).get("value");
                if (details.isEmpty()) {
                    return;
                }
                List<String> tokens = new ArrayList<>();
                for (JsonNode detail : details) {
                    ids.accept(detail.get("event").get("id").asText());
                    tokens.add(detail.get("brokerProperties").get("lockToken").asText());
                }
                String body = new ObjectMapper().writeValueAsString(Map.of("lockTokens", tokens));
                ok(
                        http.post(
                                base.resolve("./worker:acknowledge?api-version=2024-06-01"),
                                headers,
                                body));
            }
        }
    }

    private static JsonNode ok(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError("the namespace answered " + answer);
        }
        return answer.json();
    }

    private String settings() {
        return """
        store: postgresql://localhost:%d/postgres
        postgresql: {user: postgres, password: postgres, tls: disable}
        gateway:
          outbox: {lock: PT10S}
          upstream:
            endpoint: %s
            key: %s
            trusted-certificates: %s
            request-timeout: PT5S
            backoff-max: PT1S
          partners:
            shop:
              sources:
                orders: {scheme: cloudevents, keys: [%s], topic: code, types: ["*"], event-sources: ["*"]}
        """
                .formatted(
                        database.getPort(),
                        namespace.httpsUrl(),
                        Namespace.KEY,
                        namespace.authority(),
                        KEY);
    }

    @Override
    public void close() throws IOException {
        gateways.forEach(Role::close);
        if (namespace != null) {
            namespace.close();
        }
        database.close();
    }
}
