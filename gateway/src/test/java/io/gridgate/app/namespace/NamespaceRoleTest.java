package io.gridgate.app.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.ListenerSettings;
import io.gridgate.auth.Secret;
import io.gridgate.filter.EventFilter;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;
import io.gridgate.testing.Trust;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class NamespaceRoleTest {

    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";

    @TempDir private Path folder;

    @Test
    void servesHttpsToWhoeverTrustsItsAuthority() throws Exception {
        try (NamespaceRole role = NamespaceRole.start(config(0, List.of()));
                HttpClient client =
                        HttpClient.newBuilder()
                                .sslContext(Trust.only(role.ready().caPath().orElseThrow()))
                                .build()) {
            String https = role.ready().httpsUrl().orElseThrow();
            for (String url : List.of(https, https.replace("127.0.0.1", "localhost"))) {
                assertThat(publish(client, url, role.ready().keys().get(1))).isEqualTo(200);
            }
        }
    }

    @Test
    void keepsKeysAuthorityTopicsEventsAndTokensOverARestart() throws Exception {
        NamespaceReady before;
        byte[] authority;
        try (NamespaceRole role = NamespaceRole.start(config(0, List.of()))) {
            before = role.ready();
            authority = Files.readAllBytes(before.caPath().orElseThrow());
            try (HttpClient client = HttpClient.newHttpClient()) {
                assertThat(publish(client, before.httpUrl(), before.keys().getFirst()))
                        .isEqualTo(200);
            }
        }
        NamespaceConfig again =
                new NamespaceConfig(
                        folder,
                        listener(0),
                        List.of(),
                        false,
                        List.of(),
                        List.of(),
                        Optional.empty());
        try (NamespaceRole role = NamespaceRole.start(again)) {
            assertThat(role.ready().keys()).isEqualTo(before.keys());
            assertThat(role.ready().topics()).containsExactly("orders");
            assertThat(Files.readAllBytes(role.ready().caPath().orElseThrow()))
                    .isEqualTo(authority);
            assertThat(
                            role.log()
                                    .tally(new SubscriptionName(new TopicName("orders"), "worker"))
                                    .pending())
                    .isEqualTo(1);
        }
    }

    @Test
    void takesGivenKeysInsteadOfItsOwn() throws Exception {
        try (NamespaceRole role =
                NamespaceRole.start(config(0, List.of(Secret.of("one"), Secret.of("two"))))) {
            assertThat(role.ready().keys()).containsExactly("one", "two");
            assertThat(folder.resolve("keys")).doesNotExist();
        }
    }

    @Test
    void namesThePortThatIsTaken() throws Exception {
        try (NamespaceRole role = NamespaceRole.start(config(0, List.of()))) {
            int taken = URI.create(role.ready().httpUrl()).getPort();
            NamespaceConfig second =
                    new NamespaceConfig(
                            folder.resolve("second"),
                            listener(taken),
                            List.of(),
                            false,
                            List.of(),
                            List.of(),
                            Optional.empty());
            assertThatThrownBy(() -> NamespaceRole.start(second))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("HTTP port " + taken)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void refusesADataFolderThatIsInUse() {
        try (NamespaceRole role = NamespaceRole.start(config(0, List.of()))) {
            assertThat(role.ready().topics()).containsExactly("orders");
            assertThatThrownBy(() -> NamespaceRole.start(config(0, List.of())))
                    .hasMessageContaining("in use by another process");
        }
    }

    private NamespaceConfig config(int httpPort, List<Secret> keys) {
        TopicName orders = new TopicName("orders");
        return new NamespaceConfig(
                folder,
                listener(httpPort),
                keys,
                false,
                List.of(new Topic(orders, Topic.RETENTION_DEFAULT, Duration.ZERO)),
                List.of(
                        new Subscription(
                                new SubscriptionName(orders, "worker"),
                                EventFilter.ALL,
                                Duration.ofMinutes(1),
                                10,
                                Duration.ofDays(1))),
                Optional.empty());
    }

    private static ListenerSettings listener(int httpPort) {
        return ListenerSettings.of("127.0.0.1", httpPort, Optional.of(0));
    }

    private static int publish(HttpClient client, String url, String key) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                url
                                                        + "/topics/orders:publish"
                                                        + "?api-version=2024-06-01"))
                                .header("Authorization", "SharedAccessKey " + key)
                                .header("Content-Type", "application/cloudevents+json")
                                .POST(HttpRequest.BodyPublishers.ofString(EVENT))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
