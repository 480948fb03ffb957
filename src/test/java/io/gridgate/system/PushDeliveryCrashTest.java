package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Books;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.NamespaceApi;
import io.gridgate.system.harness.Role;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A namespace pushes to a gateway, which forwards to another namespace, where the events are
 * pulled; each is a process, and both ends of the push are killed while events are under way.
 */
class PushDeliveryCrashTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SECRET = "secret-of-the-push-route";
    private static final int EVENTS = 2_000;
    private static final int BATCH = 100;

    @Test
    void losesNothingWhenBothEndsAreKilled() throws Exception {
        try (Namespace pulled =
                        Namespace.start(
                                "push-pulled",
                                "--topic",
                                "pushed",
                                "--subscription",
                                "pushed/worker");
                Role gateway = Role.start("gateway", "push-gateway", gateway(pulled));
                Role pushing = Role.start("namespace", "push-pushing", pushing(gateway.url()));
                Http http = Http.plain()) {
            publish(http, pushing, 0, EVENTS / 2);
            awaitAccepted(pulled, 1);
            pushing.process().kill();
            pushing.start();

            publish(http, pushing, EVENTS / 2, EVENTS);
            awaitAccepted(pulled, EVENTS / 4);
            gateway.process().kill();
            gateway.start();

            Set<String> arrived = receive(http, pulled);
            Books books =
                    Await.until(
                            "all pushes are settled",
                            PATIENCE,
                            () -> Books.ask(url(pushing), pushing.data(), "namespace"),
                            seen -> seen.pending() == 0);
            System.out.printf("push: %s%n", books);

            assertThat(arrived)
                    .isEqualTo(
                            IntStream.range(0, EVENTS)
                                    .mapToObj(i -> "id-" + i)
                                    .collect(Collectors.toSet()));
            assertThat(books).isEqualTo(new Books(EVENTS, EVENTS, 0, 0, 0));
            assertThat(Books.ask(gateway.url(), gateway.data(), "gateway"))
                    .isEqualTo(new Books(EVENTS, EVENTS, 0, 0, 0));
        }
    }

    private static void awaitAccepted(Namespace namespace, int count) {
        Await.until(
                count + " events are there",
                PATIENCE,
                () -> Books.ask(namespace.httpUrl(), namespace.data(), "namespace"),
                books -> books.accepted() >= count);
    }

    private static void publish(Http http, Role pushing, int from, int to) throws IOException {
        NamespaceApi api = new NamespaceApi(http, url(pushing), "orders", "gateway");
        for (int at = from; at < to; at += BATCH) {
            String events =
                    IntStream.range(at, at + BATCH)
                            .mapToObj(i ->
                                    "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"/s\",\"id\":\"id-%d\"}"
                                            .formatted(i))
                            .collect(Collectors.joining(",", "[", "]"));
            assertThat(api.publishBatch(events).status()).isEqualTo(200);
        }
    }

    private static Set<String> receive(Http http, Namespace namespace) throws IOException {
        NamespaceApi api = new NamespaceApi(http, namespace.httpUrl(), "pushed", "worker");
        Set<String> ids = new HashSet<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ids.size() < EVENTS && System.nanoTime() < deadline) {
            List<JsonNode> entries = api.receive(100, 10);
            entries.forEach(entry -> ids.add(entry.at("/event/id").asText()));
            if (!entries.isEmpty()) {
                api.settle(
                        "acknowledge",
                        "",
                        entries.stream().map(NamespaceApi::token).toArray(String[]::new));
            }
        }
        return ids;
    }

    private static URI url(Role namespace) {
        return URI.create(namespace.process().ready().get("httpUrl").asText());
    }

    private static String gateway(Namespace pulled) {
        return """
        gateway:
          upstream:
            endpoint: %s
            key: %s
            trusted-certificates: %s
          push-routes:
            orders:
              topic: pushed
              subscriptions: [gateway]
              secrets: [%s]
        """
                .formatted(pulled.httpsUrl(), Namespace.KEY, pulled.authority(), SECRET);
    }

    private static String pushing(URI gateway) {
        return """
        namespace:
          keys: ["%s"]
          topics:
            orders:
              subscriptions:
                gateway:
                  push: {endpoint: "%s", batch-events-max: 20}
        """
                .formatted(Namespace.KEY, gateway.resolve("/push/orders?access_token=" + SECRET));
    }
}
