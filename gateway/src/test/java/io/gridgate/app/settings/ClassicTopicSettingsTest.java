package io.gridgate.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gridgate.deliver.forward.ClassicTarget;
import io.gridgate.deliver.forward.ClassicTarget.Schema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

final class ClassicTopicSettingsTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"https://t.example", "https://t.example/", "https://t.example/api/events"})
    void readsAnEndpointWithItsPathOrWithout(String endpoint) throws IOException {
        assertThat(load("endpoint: '%s', key: k".formatted(endpoint)).target())
                .isEqualTo(
                        new ClassicTarget(
                                URI.create("https://t.example/api/events"),
                                Schema.CLOUD_EVENTS,
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void readsDomainsAndPartnerNamespaces() throws IOException {
        assertThat(
                        load("endpoint: 'https://t.example', identity: azure, schema: event-grid,"
                                        + " domain-topic: tenant-7")
                                .target()
                                .domainTopic())
                .contains("tenant-7");
        assertThat(
                        load("endpoint: 'https://t.example', key: k, channel: channel-1")
                                .target()
                                .channel())
                .contains("channel-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    key: k                                                        | classic-topics.orders.endpoint: is required
                    endpoint: 'http://t.example', key: k                          | classic-topics.orders.endpoint: 'http://t.example' is not allowed
                    endpoint: 'https://t.example/topics/x', key: k                | classic-topics.orders.endpoint: 'https://t.example/topics/x' is not allowed; allowed: https URL with no path or `/api/events`
                    endpoint: 'https://t.example'                                 | classic-topics.orders: needs a key, or identity: azure
                    endpoint: 'https://t.example', key: k, schema: custom         | classic-topics.orders.schema: 'custom' is not allowed; allowed: `cloud-events`, `event-grid`
                    endpoint: 'https://t.example', key: k, domain-topic: a        | classic-topics.orders: has a domain-topic, which schema: cloud-events does not use
                    endpoint: 'https://t.example', key: k, schema: event-grid, channel: abc | classic-topics.orders: has a channel, which needs schema: cloud-events
                    endpoint: 'https://t.example', key: k, channel: ab            | classic-topics.orders.channel: 'ab' is not allowed
                    """)
    void saysWhatIsAllowed(String yaml, String message) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load(yaml))
                .withMessageContaining("gateway." + message);
    }

    @Test
    void needsASourceThatGoesThere() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load("other", "endpoint: 'https://t.example', key: k"))
                .withMessageContaining(
                        "gateway: classic-topics: no source or push route goes to topic 'other'");
    }

    private ClassicTopicSettings load(String yaml) throws IOException {
        return load("orders", yaml);
    }

    private ClassicTopicSettings load(String name, String yaml) throws IOException {
        Path file = folder.resolve("site.yaml");
        Files.writeString(
                file,
                """
                gateway:
                  upstream: {endpoint: "https://ns.example", key: k}
                  partners:
                    acme: {sources: {orders: {scheme: github, types: [com.github.push], secrets: [0123456789abcdef], topic: orders}}}
                  classic-topics: {%s: {%s}}
                """
                        .formatted(name, yaml));
        return SettingsFile.load(file, _ -> null).gateway().orElseThrow().classicTopics().get(name);
    }
}
