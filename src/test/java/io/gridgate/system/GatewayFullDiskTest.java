package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.system.harness.Answer;
import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Books;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.NamespaceApi;
import io.gridgate.system.harness.Role;
import io.gridgate.system.harness.SmallDisk;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The disk under a gateway runs full while the namespace is away: partners are told to come again,
 * and what was accepted reaches the namespace, though the gateway is killed in between.
 */
class GatewayFullDiskTest {

    private static final int SMALL_KIBIBYTES = 4 << 10;
    private static final int LARGE_KIBIBYTES = 24 << 10;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String KEY = "key of the shop for full disks";
    private static final String DATA = "x".repeat(60_000);

    private final List<String> accepted = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final Http http = Http.plain();
    private SmallDisk disk;
    private Namespace namespace;
    private Role gateway;

    @BeforeEach
    void start() {
        disk = SmallDisk.mount("gateway-full-disk", SMALL_KIBIBYTES);
        namespace =
                Namespace.start(
                        "beyond-full", "--topic", "orders", "--subscription", "orders/worker");
        gateway = Role.start("gateway", "full-gateway", disk, settings());
    }

    private String settings() {
        return """
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
                orders: {scheme: cloudevents, keys: ['%s'], topic: orders, types: [t], event-sources: [s]}
        """
                .formatted(namespace.httpsUrl(), Namespace.KEY, namespace.authority(), KEY);
    }

    @AfterEach
    void stop() {
        http.close();
        if (gateway != null) {
            gateway.close();
        }
        if (namespace != null) {
            namespace.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void partnersComeAgainAndNothingAcceptedIsLost() throws IOException {
        namespace.kill();
        Answer answer;
        do {
            answer = post("event-" + accepted.size());
        } while (answer.status() == 202);
        assertUnavailable(answer);
        assertThat(accepted).hasSizeGreaterThan(20);
        assertThat(http.get(gateway.url().resolve("/health/live"), Map.of()).status())
                .isEqualTo(200);

        disk.resize(LARGE_KIBIBYTES);
        Await.until("it accepts again", PATIENCE, () -> isAccepted("room"), taken -> taken);
        gateway.process().kill();
        gateway.start();
        assertThat(post("later").status()).isEqualTo(202);
        namespace.start();

        Await.until("all is forwarded", PATIENCE, this::books, books -> books.pending() == 0);
        assertThat(books().balanced()).isTrue();
        assertThat(books().dead()).isZero();
        List<String> arrived;
        try (Http trusting = Http.trusting(namespace.authority())) {
            arrived =
                    new NamespaceApi(trusting, namespace.httpsUrl(), "orders", "worker")
                            .drain(Integer.MAX_VALUE);
        }
        assertThat(arrived).containsAll(accepted);
        arrived.removeAll(accepted);
        assertThat(refused).containsAll(arrived);
    }

    private Books books() throws IOException {
        return Books.ask(gateway.url(), gateway.data(), "gateway");
    }

    private boolean isAccepted(String id) throws IOException {
        Answer answer = post(id);
        if (answer.status() != 202) {
            assertUnavailable(answer);
        }
        return answer.status() == 202;
    }

    private void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as("%s, %s", answer, gateway.process()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    private Answer post(String id) throws IOException {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"s\",\"type\":\"t\",\"data\":\"%s\"}"
                        .formatted(id, DATA);
        Answer answer =
                http.post(
                        gateway.url().resolve("/partners/shop/orders"),
                        Map.of(
                                "Authorization",
                                "Bearer " + KEY,
                                "Content-Type",
                                "application/cloudevents+json"),
                        event.getBytes(StandardCharsets.UTF_8));
        (answer.status() == 202 ? accepted : refused).add(id);
        return answer;
    }
}
