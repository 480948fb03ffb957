package io.gridgate.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gridgate.app.settings.TargetSettings.Order;
import io.gridgate.auth.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class BridgeSettingsTest {

    @TempDir private Path folder;

    private Settings load(String yaml) throws IOException {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, yaml);
        return SettingsFile.load(file, Map.of("CODE", "s3cret")::get);
    }

    private Settings target(String keys) throws IOException {
        return load(
                "bridge: {endpoint: 'https://ns.example', key: x, targets: {billing: {topic:"
                        + " orders, subscription: billing, "
                        + keys
                        + "}}}");
    }

    @Test
    void readsTargetsWithTheirDefaults() throws IOException {
        Settings settings = target("url: 'http://billing.internal:8080/hook?code=${CODE}'");

        assertThat(settings.bridge())
                .contains(
                        new BridgeSettings(
                                Access.withKey(
                                        URI.create("https://ns.example"),
                                        Secret.of("x"),
                                        Optional.empty()),
                                Duration.ofSeconds(25),
                                Map.of(
                                        "billing",
                                        new TargetSettings(
                                                "orders",
                                                "billing",
                                                URI.create(
                                                        "http://billing.internal:8080/hook"
                                                                + "?code=s3cret"),
                                                Duration.ofSeconds(30),
                                                List.of(400, 401, 403, 404, 413, 414),
                                                Optional.empty(),
                                                Duration.ofSeconds(5),
                                                Order.NONE,
                                                16,
                                                Duration.ofMinutes(1),
                                                Duration.ofSeconds(10)))));
        assertThat(settings.health()).isEmpty();
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void readsEveryKeyAtItsBounds() throws IOException {
        TargetSettings target =
                target(
                                """
                                url: https://b.internal/, timeout: PT3M, reject: [300, 599],
                                probe: http://b.internal/up, probe-interval: PT10M,
                                order: partition-key, concurrency: 1000, lock: PT1H,
                                receive-wait: PT2M\
                                """)
                        .bridge()
                        .orElseThrow()
                        .targets()
                        .get("billing");

        assertThat(target)
                .isEqualTo(
                        new TargetSettings(
                                "orders",
                                "billing",
                                URI.create("https://b.internal/"),
                                Duration.ofMinutes(3),
                                List.of(300, 599),
                                Optional.of(URI.create("http://b.internal/up")),
                                Duration.ofMinutes(10),
                                Order.PARTITION_KEY,
                                1000,
                                Duration.ofHours(1),
                                Duration.ofMinutes(2)));
        assertThat(load("health: {port: 65535}").health())
                .contains(new HealthSettings("127.0.0.1", 65_535));
        assertThat(load("health: {host: 0.0.0.0, port: 0}").health())
                .contains(new HealthSettings("0.0.0.0", 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    url: 'ftp://b.internal/?code=s3cret' | url: the value (not shown) is not allowed; allowed: http or https URL with a host
                    url: 'http://u:s3cret@b.internal/' | url: the value (not shown) is not allowed; allowed: http or https URL with a host
                    timeout: PT30S | url: is required; allowed: http or https URL with a host
                    url: 'http://b/', timeout: PT0.9S | timeout: 'PT0.9S' is not allowed; allowed: ISO 8601 duration, PT1S to PT3M (default PT30S)
                    url: 'http://b/', timeout: PT181S | timeout: 'PT181S' is not allowed; allowed: ISO 8601 duration, PT1S to PT3M (default PT30S)
                    url: 'http://b/', reject: [299] | reject: '[299]' is not allowed; allowed: list of at most 50, each: status, 300 to 599 (default [400, 401, 403, 404, 413, 414])
                    url: 'http://b/', probe-interval: PT0S | probe-interval: 'PT0S' is not allowed; allowed: ISO 8601 duration, PT1S to PT10M (default PT5S)
                    url: 'http://b/', probe-interval: PT11M | probe-interval: 'PT11M' is not allowed; allowed: ISO 8601 duration, PT1S to PT10M (default PT5S)
                    url: 'http://b/', order: source | order: 'source' is not allowed; allowed: `none`, `partition-key`, `subject` (default none) (no such choice)
                    url: 'http://b/', concurrency: 1001 | concurrency: '1001' is not allowed; allowed: events, 1 to 1000 (default 16)
                    """)
    void namesKeyValueAndWhatIsAllowed(String keys, String message) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> target(keys))
                .satisfies(e ->
                        assertThat(e.getMessage())
                                .isEqualTo(
                                        folder.resolve("site.yaml")
                                                + ": bridge.targets.billing."
                                                + message));
    }

    @Test
    void needsATargetAndAPort() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load("bridge: {endpoint: 'https://ns.example', key: x}"))
                .withMessageEndingWith("bridge: needs at least one target under targets");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load("health: {}"))
                .withMessageEndingWith("health.port: is required; allowed: port, 0 to 65535");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load("health: {port: 65536}"))
                .withMessageEndingWith(
                        "health.port: '65536' is not allowed; allowed: port, 0 to 65535");
    }
}
