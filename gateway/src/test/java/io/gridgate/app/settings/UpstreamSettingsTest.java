package io.gridgate.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

class UpstreamSettingsTest {

    @TempDir private Path folder;

    private UpstreamSettings upstream(String keys) throws IOException {
        Path file = folder.resolve("site.yaml");
        Files.writeString(
                file, "gateway: {upstream: {endpoint: 'https://one.example', key: k" + keys + "}}");
        return SettingsFile.load(file, _ -> null).gateway().orElseThrow().upstream();
    }

    @Test
    void takesWhatTheNamespaceCanInAnyOrderAndFailsOverToNone() throws IOException {
        UpstreamSettings upstream = upstream("");

        assertThat(upstream.throughputUnits()).isEmpty();
        assertThat(upstream.ordered()).isFalse();
        assertThat(upstream.fallbacks()).isEmpty();
    }

    @Test
    void readsNamespacesToGoOnToInTheirOrder() throws IOException {
        UpstreamSettings upstream =
                upstream(
                        ", ordered: true, throughput-units: 40, fallbacks: ["
                                + "{endpoint: 'https://two.example', identity: azure},"
                                + " {endpoint: 'https://three.example', key: k}]");

        assertThat(upstream.throughputUnits()).contains(40);
        assertThat(upstream.ordered()).isTrue();
        assertThat(upstream.fallbacks())
                .extracting(Access::endpoint)
                .containsExactly(
                        URI.create("https://two.example"), URI.create("https://three.example"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", throughput-units: 0 | throughput-units: '0' is not allowed",
                ", throughput-units: 41 | units, 1 to 40",
                ", fallbacks: [{endpoint: 'http://two.example', key: k}] | fallbacks[0].endpoint",
                ", fallbacks: [{endpoint: 'https://two.example'}] | needs a key, or identity: azure",
                ", fallbacks: {} | must be a list of sections"
            })
    void saysWhatIsWrong(String keys, String reason) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> upstream(keys))
                .withMessageContaining("gateway.upstream")
                .withMessageContaining(reason);
    }
}
