package io.gridgate.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gridgate.accept.PublishRule;
import io.gridgate.auth.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SettingsFileTest {

    private static final String GATEWAY =
            """
            gateway:
              upstream: {endpoint: "https://ns.example", key: "${NAMESPACE_KEY}"}
              partners:
                acme:
                  sources:
                    events: {scheme: cloudevents, keys: ["file:key.txt"], topic: orders,
                        types: [com.contoso.order.*], event-sources: [/shop]}
                    hooks: {scheme: github, secrets: ["${HOOK_SECRET}"], topic: hooks, types: [com.github.*]}
            """;

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "NAMESPACE_KEY", "namespace-key",
                    "HOOK_SECRET", "It's a Secret to Everybody",
                    "PORT", "9090",
                    "SHORT", "short");

    @TempDir private Path folder;

    @Test
    void readsAGatewayWithItsDefaults() throws IOException {
        Files.writeString(folder.resolve("key.txt"), "a-key-that-is-long-enough\n");

        Settings settings = load(GATEWAY);

        SourceSettings events =
                SourceSettings.cloudEvents(
                        List.of(Secret.of("a-key-that-is-long-enough")),
                        "orders",
                        new PublishRule(List.of("com.contoso.order.*"), List.of("/shop")));
        SourceSettings hooks =
                SourceSettings.gitHub(List.of(Secret.of("It's a Secret to Everybody")), "hooks");
        Access access =
                Access.withKey(
                        URI.create("https://ns.example"),
                        Secret.of("namespace-key"),
                        Optional.empty());
        assertThat(settings)
                .isEqualTo(
                        new Settings(
                                folder.resolve("data"),
                                Optional.empty(),
                                ListenerSettings.DEFAULT,
                                Optional.of(
                                        new GatewaySettings(
                                                Map.of(
                                                        "acme",
                                                        new PartnerSettings(
                                                                List.of(),
                                                                Map.of(
                                                                        "events", events, "hooks",
                                                                        hooks))),
                                                UpstreamSettings.of(access),
                                                OutboxSettings.DEFAULT)),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void readsNamespaceAndWorker() throws IOException {
        Settings settings =
                load(
                        """
                        listener: {http-port: "${PORT}", https-port: 0}
                        namespace:
                          topics:
                            orders:
                              subscriptions:
                                worker: {lock: PT2M, types: [a.b]}
                        worker:
                          endpoint: https://ns.example
                          identity: azure
                          topic: orders
                          subscription: worker
                          handler: file
                          output: out/events.jsonl
                        """);

        assertThat(settings.listener().httpPort()).isEqualTo(9090);
        assertThat(settings.listener().httpsPort()).contains(0);
        assertThat(settings.namespace().orElseThrow().topics().get("orders").subscriptions())
                .isEqualTo(
                        Map.of(
                                "worker",
                                new SubscriptionSettings(
                                        Duration.ofMinutes(2),
                                        10,
                                        Duration.ofDays(7),
                                        List.of("a.b"),
                                        List.of(),
                                        Optional.empty())));
        assertThat(settings.worker().orElseThrow().output())
                .contains(folder.resolve("out/events.jsonl"));
    }

    @Test
    void neverShowsASecret() throws IOException {
        Files.writeString(folder.resolve("key.txt"), "a-key-that-is-long-enough");

        assertThat(load(GATEWAY).toString())
                .doesNotContain("a-key-that", "namespace-key", "Everybody")
                .contains("***");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesFileKeyValueAndWhatIsAllowed(String yaml, String message) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load(yaml))
                .satisfies(e ->
                        assertThat(e.getMessage())
                                .isEqualTo(folder.resolve("site.yaml") + ": " + message));
    }

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of(
                        "listner: {}",
                        "listner: unknown key; did you mean 'listener'? Known here: bridge,"
                                + " data-folder, gateway, health, listener, namespace, postgresql, store, worker"),
                Arguments.of(
                        "listener: {http-port: 70000}",
                        "listener.http-port: '70000' is not allowed; allowed: port, 0 to 65535"
                                + " (default 8080)"),
                Arguments.of(
                        "listener: {http-port: eighty}",
                        "listener.http-port: 'eighty' is not allowed; allowed: port, 0 to 65535"
                                + " (default 8080)"),
                Arguments.of(
                        "listener: {http-port: \"${NO_SUCH}\"}",
                        "listener.http-port: '${NO_SUCH}' is not allowed; allowed: port, 0 to"
                                + " 65535 (default 8080) (the environment variable NO_SUCH is not"
                                + " set)"),
                Arguments.of(
                        "listener: 8080",
                        "listener: must be a section with the keys certificate, host, http-port,"
                                + " https-port, private-key, shutdown-delay"),
                Arguments.of(
                        "listener: {shutdown-delay: PT5M0.001S}",
                        "listener.shutdown-delay: 'PT5M0.001S' is not allowed; allowed: ISO 8601"
                                + " duration, PT0S to PT5M (default PT0S)"),
                Arguments.of(
                        "listener: {shutdown-delay: -PT0.001S}",
                        "listener.shutdown-delay: '-PT0.001S' is not allowed; allowed: ISO 8601"
                                + " duration, PT0S to PT5M (default PT0S)"),
                Arguments.of(
                        "listener: {certificate: a.pem}",
                        "listener: certificate and private-key go together"),
                Arguments.of(
                        "gateway: {upstream: {key: x}}",
                        "gateway.upstream.endpoint: is required; allowed: https URL without path"
                                + " or query"),
                Arguments.of(
                        "gateway: {upstream: {endpoint: 'http://ns.example', key: x}}",
                        "gateway.upstream.endpoint: 'http://ns.example' is not allowed; allowed:"
                                + " https URL without path or query"),
                Arguments.of(
                        "gateway: {upstream: {endpoint: 'https://ns.example'}}",
                        "gateway.upstream: needs a key, or identity: azure"),
                Arguments.of(
                        source("scheme: cloudevents, keys: ['${SHORT}'], topic: orders"),
                        "gateway.partners.acme.sources.in.keys: the value (not shown) is not"
                                + " allowed; allowed: list of at most 8, each: secret of at least"
                                + " 16 bytes, as text, `${NAME}` or `file:path` (default [])"),
                Arguments.of(
                        source("scheme: githup, secrets: ['0123456789abcdef'], topic: orders"),
                        "gateway.partners.acme.sources.in.scheme: 'githup' is not allowed;"
                                + " allowed: `cloudevents`, `webhook`, `standard-webhooks`,"
                                + " `github`, `gitlab`, `stripe`, `shopify`, `slack`, `twilio`,"
                                + " `aws-sns`, `aws-s3`, `couchdb` (no such choice)"),
                Arguments.of(
                        source("scheme: github, keys: ['0123456789abcdef'], topic: orders"),
                        "gateway.partners.acme.sources.in: scheme github needs secrets, and has no"
                                + " keys"),
                Arguments.of(
                        source(
                                "scheme: cloudevents, topic: orders, keys: [0123456789abcdef],"
                                        + " secrets: [0123456789abcdef]"),
                        "gateway.partners.acme.sources.in: scheme cloudevents needs keys or"
                                + " secrets, not both"),
                Arguments.of(
                        source("scheme: github, secrets: [1234567890123456], topic: orders"),
                        "gateway.partners.acme.sources.in.secrets: the value (not shown) is not"
                                + " allowed; allowed: list of at most 8, each: secret of at least"
                                + " 16 bytes, as text, `${NAME}` or `file:path` (default []) (not"
                                + " text; quote it)"),
                Arguments.of(
                        "namespace: {topics: {o: {}}}",
                        "namespace: topic name 'o' must be 3 to 50 letters, digits or hyphens"),
                Arguments.of(
                        "namespace: {topics: {orders: {retention: 7d}}}",
                        "namespace.topics.orders.retention: '7d' is not allowed; allowed: ISO 8601"
                                + " duration, PT1M to P3650D (default P7D) (not a duration such as"
                                + " PT30S or P3D)"));
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load("listener: {http-port: 1\n"))
                .withMessageMatching(".*site.yaml: line \\d+: is not YAML: .*");
    }

    @Test
    void refusesAKeyThatIsThereTwice() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load("data-folder: a\ndata-folder: b\n"))
                .withMessageContaining("line 2")
                .withMessageContaining("data-folder");
    }

    @Test
    void codeIsHeldToTheSameBounds() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() ->
                        new OutboxSettings(
                                Duration.ZERO, Duration.ofDays(3), Duration.ofMinutes(5)))
                .withMessage(
                        "retention: 'PT0S' is not allowed; allowed: ISO 8601 duration, PT1M to"
                                + " P3650D");
    }

    private static String source(String keys) {
        return "gateway: {upstream: {endpoint: 'https://ns.example', key: x}, partners: {acme:"
                + " {sources: {in: {"
                + keys
                + "}}}}}";
    }

    private Settings load(String yaml) throws IOException {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, yaml);
        return SettingsFile.load(file, ENVIRONMENT::get);
    }
}
