package io.gridgate.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import java.util.Optional;

final class ClaimCheckSettingsTest {

    @TempDir private Path folder;

    @Test
    void readsAFolder() throws IOException {
        assertThat(load("topics: [reports], folder: big"))
                .contains(
                        new ClaimCheckSettings(
                                List.of("reports"),
                                1_000_000,
                                Optional.of(folder.resolve("big")),
                                Optional.empty(),
                                Duration.ofDays(8),
                                Optional.empty(),
                                Optional.empty()));
        assertThat(
                        load(
                                "topics: [reports], folder: big, address: 'https://f.example/x',"
                                        + " event-bytes-max: 1000, retention: PT1H"))
                .hasValueSatisfying(settings -> {
                    assertThat(settings.address()).contains(URI.create("https://f.example/x"));
                    assertThat(settings.eventBytesMax()).isEqualTo(1_000);
                    assertThat(settings.retention()).isEqualTo(Duration.ofHours(1));
                });
    }

    @Test
    void readsAContainer() throws IOException {
        assertThat(
                        load(
                                "topics: [reports], container:"
                                        + " 'https://a.blob.core.windows.net/big', signature: 'sv=1&sig=2'"))
                .hasValueSatisfying(settings -> {
                    assertThat(settings.container())
                            .contains(URI.create("https://a.blob.core.windows.net/big"));
                    assertThat(settings.signature().map(Secret::reveal)).contains("sv=1&sig=2");
                    assertThat(settings.toString()).doesNotContain("sig=2");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    folder: a                                                       | .topics: is required
                    topics: [], folder: a                                           | : needs at least one of topics
                    topics: [reports]                                               | : needs either folder or container
                    topics: [reports], folder: a, container: 'https://b.example/c'  | : needs either folder or container
                    topics: [reports], folder: a, signature: s                      | : has a signature, which only a container has
                    topics: [reports], container: 'https://b.example/c', address: 'x:/y' | : has an address, which only a folder has
                    topics: [reports], container: 'http://b.example/c'              | .container: 'http://b.example/c' is not allowed; allowed: https URL without query
                    topics: [reports], container: 'https://b.example/c?sig=1'       | .container: 'https://b.example/c?sig=1' is not allowed
                    topics: [reports], folder: a, address: b                        | .address: 'b' is not allowed; allowed: absolute URI without query
                    topics: [reports], folder: a, event-bytes-max: 999              | .event-bytes-max: '999' is not allowed; allowed: bytes, 1000 to 1000000
                    topics: [reports], folder: a, event-bytes-max: 1000001          | .event-bytes-max: '1000001' is not allowed
                    topics: [reports], folder: a, retention: PT59M                  | .retention: 'PT59M' is not allowed
                    topics: [reports], folder: a, retention: P3651D                 | .retention: 'P3651D' is not allowed
                    topics: [report], folder: a                                     | .topics: no source or push route goes to topic 'report'
                    """)
    void saysWhatIsAllowed(String yaml, String message) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load(yaml))
                .withMessageContaining("claim-check" + message);
    }

    private Optional<ClaimCheckSettings> load(String yaml) throws IOException {
        Path file = folder.resolve("site.yaml");
        Files.writeString(
                file,
                """
                gateway:
                  upstream: {endpoint: "https://ns.example", key: k}
                  partners:
                    acme: {sources: {reports: {scheme: github, types: [com.github.push], secrets: [0123456789abcdef], topic: reports}}}
                  claim-check: {%s}
                """
                        .formatted(yaml));
        return SettingsFile.load(file, _ -> null).gateway().orElseThrow().claimCheck();
    }
}
