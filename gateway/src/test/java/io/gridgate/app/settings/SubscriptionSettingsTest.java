package io.gridgate.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gridgate.filter.FilterOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class SubscriptionSettingsTest {

    @TempDir private Path folder;

    @Test
    void defaultsAreAzures() throws IOException {
        assertThat(load("{}"))
                .isEqualTo(
                        new SubscriptionSettings(
                                Duration.ofMinutes(1),
                                10,
                                Duration.ofDays(7),
                                List.of(),
                                List.of(),
                                Optional.empty()));
    }

    @Test
    void readsFilters() throws IOException {
        SubscriptionSettings settings =
                load(
                        """
                        filters:
                          - {operator: StringBeginsWith, key: subject, values: [/a/, "5"]}
                          - {operator: NumberLessThan, key: size, values: [-5]}
                          - {operator: BoolEquals, key: vip, values: [true]}
                          - {operator: NumberInRange, key: size, values: [[1, 2], [4, 4]]}
                          - {operator: IsNotNull, key: time}
                        """);

        assertThat(settings.filters())
                .containsExactly(
                        new FilterSettings(
                                FilterOperator.STRING_BEGINS_WITH, "subject", List.of("/a/", "5")),
                        new FilterSettings(FilterOperator.NUMBER_LESS_THAN, "size", List.of("-5")),
                        new FilterSettings(FilterOperator.BOOL_EQUALS, "vip", List.of("true")),
                        new FilterSettings(
                                FilterOperator.NUMBER_IN_RANGE, "size", List.of("[1,2]", "[4,4]")),
                        new FilterSettings(FilterOperator.IS_NOT_NULL, "time", List.of()));
    }

    @Test
    void readsAPushToAWebhookAndToAnEventHub() throws IOException {
        assertThat(load("push: {endpoint: 'https://a.example/x?y=z'}").push())
                .contains(
                        new PushSettings(
                                Optional.of("https://a.example/x?y=z"), Optional.empty(), 1, 64));
        assertThat(load("push: {event-hub: a.b_c-d, batch-events-max: 5000, batch-kib-max: 1024}"))
                .extracting(settings -> settings.push().orElseThrow())
                .isEqualTo(new PushSettings(Optional.empty(), Optional.of("a.b_c-d"), 5000, 1024));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    filters: {}                                                           | filters: must be a list of sections
                    filters: [{key: subject}]                                             | filters[0].operator: is required; allowed: `BoolEquals`
                    filters: [{operator: StringEquals, key: a}]                           | filters[0].operator: 'StringEquals' is not allowed; allowed: `BoolEquals`
                    filters: [{operator: IsNotNull, key: data.a}]                         | filters[0].key: 'data.a' is not allowed; allowed: 1 to 20 lower-case letters or digits
                    filters: [{operator: IsNotNull, key: abcdefghijklmnopqrstu}]          | filters[0].key: 'abcdefghijklmnopqrstu' is not allowed
                    filters: [{operator: IsNotNull, key: a, value: b}]                    | filters[0].value: unknown key; did you mean 'values'?
                    filters: [{operator: IsNotNull, key: a, values: [b]}]                 | filters[0]: values: IsNotNull takes none, there are 1
                    filters: [{operator: BoolEquals, key: a, values: []}]                 | filters[0]: values: BoolEquals takes one, there are 0
                    filters: [{operator: BoolEquals, key: a, values: [true, false]}]      | filters[0]: values: BoolEquals takes one, there are 2
                    filters: [{operator: BoolEquals, key: a, values: [maybe]}]            | filters[0]: values: 'maybe' is not allowed with BoolEquals; allowed: true or false
                    filters: [{operator: StringIn, key: a}]                               | filters[0]: values: StringIn takes at least one, there are 0
                    filters: [{operator: NumberIn, key: a, values: [1.5]}]                | filters[0]: values: '1.5' is not allowed with NumberIn; allowed: a whole number
                    filters: [{operator: NumberInRange, key: a, values: [[2, 1]]}]        | filters[0]: values: '[2,1]' is not allowed with NumberInRange; allowed: a list of two whole numbers, the lower first
                    push: {}                                                              | push: needs either endpoint or event-hub
                    push: {endpoint: 'https://a.example', event-hub: orders}              | push: needs either endpoint or event-hub
                    push: {endpoint: 'ftp://a.example'}                                   | push.endpoint: 'ftp://a.example' is not allowed; allowed: https URL
                    push: {event-hub: -orders}                                            | push.event-hub: '-orders' is not allowed
                    push: {event-hub: orders, batch-events-max: 0}                        | push.batch-events-max: '0' is not allowed; allowed: events, 1 to 5000
                    push: {event-hub: orders, batch-events-max: 5001}                     | push.batch-events-max: '5001' is not allowed
                    push: {event-hub: orders, batch-kib-max: 0}                           | push.batch-kib-max: '0' is not allowed; allowed: KiB, 1 to 1024
                    push: {event-hub: orders, batch-kib-max: 1025}                        | push.batch-kib-max: '1025' is not allowed
                    """)
    void saysWhatIsAllowed(String yaml, String message) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load(yaml))
                .withMessageContaining("namespace.topics.orders.subscriptions.worker." + message);
    }

    @Test
    void takes25FiltersWith25ValuesAndNoMore() throws IOException {
        assertThat(load("filters: [" + filters(25, 1) + "]").filters()).hasSize(25);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load("filters: [" + filters(26, 0) + "]"))
                .withMessageContaining("worker: filters: 26 with 0 values in all are too many");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load("filters: [" + filters(13, 2) + "]"))
                .withMessageContaining("worker: filters: 13 with 26 values in all are too many");
    }

    private static String filters(int count, int values) {
        String operator = values == 0 ? "IsNotNull" : "StringIn";
        String list =
                IntStream.range(0, values)
                        .mapToObj(i -> "v" + i)
                        .collect(Collectors.joining(", ", "[", "]"));
        return IntStream.range(0, count)
                .mapToObj(i -> "{operator: %s, key: a%d, values: %s}".formatted(operator, i, list))
                .collect(Collectors.joining(", "));
    }

    private SubscriptionSettings load(String yaml) throws IOException {
        Path file = folder.resolve("site.yaml");
        Files.writeString(
                file,
                "namespace: {topics: {orders: {subscriptions: {worker: }}}}\n"
                        .replace("worker: ", "worker: " + flow(yaml)));
        return SettingsFile.load(file, _ -> null)
                .namespace()
                .orElseThrow()
                .topics()
                .get("orders")
                .subscriptions()
                .get("worker");
    }

    /** Puts keys into braces; a block of lines becomes a list in one line. */
    private static String flow(String yaml) {
        if (yaml.startsWith("{")) {
            return yaml;
        }
        List<String> lines = yaml.lines().toList();
        String items =
                lines.stream()
                        .skip(1)
                        .map(line -> line.replaceFirst("^\\s*- ", ""))
                        .collect(Collectors.joining(", "));
        return lines.size() == 1 ? "{" + yaml + "}" : "{" + lines.get(0) + " [" + items + "]}";
    }
}
