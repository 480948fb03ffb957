package io.gridgate.accept.github;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventMessage;
import io.gridgate.event.Item;
import io.gridgate.event.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class GitHubSchemeTest {

    private static final String DELIVERY = "72d3162e-cc78-11e3-81ab-4c9367dc0958";
    private static final String NOW = "2026-11-21T08:00:00Z";
    private static final String REPOSITORY =
            "'repository':{'url':'https://api.github.com/repos/o/r','id':1}";

    private final GitHubScheme scheme = new GitHubScheme(InstantSource.fixed(Instant.parse(NOW)));

    /** The rows of the CloudEvents adapter document. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "adapter-document.csv",
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-")
    void mapsTheEventsOfTheAdapterDocument(
            String event, String payload, String type, String source, String subject, String time) {
        assertAttributes(event, payload, type, source, subject, time);
    }

    /** Events that the adapter document does not name, and payloads with something missing. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(
            resources = "other-events.csv",
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-")
    void mapsEveryOtherEventSensibly(
            String event, String payload, String type, String source, String subject, String time) {
        assertAttributes(event, payload, type, source, subject, time);
    }

    private void assertAttributes(
            String event, String payload, String type, String source, String subject, String time) {
        Map<String, Object> expected = new HashMap<>();
        expected.put("specversion", "1.0");
        expected.put("id", DELIVERY);
        expected.put("source", source.equals("R") ? "https://api.github.com/repos/o/r" : source);
        expected.put("type", "com.github." + type);
        if (subject != null) {
            expected.put("subject", subject);
        }
        expected.put("time", time.equals("NOW") ? NOW : time);
        expected.put("datacontenttype", "application/json");

        assertThat(event(json(event, payload(payload))).attributes()).isEqualTo(expected);
    }

    @Test
    void keepsThePayloadByteForByte() {
        String payload = "{ \"z\":1.10, \"a\":1e400, \"s\":\"\\u00e9\\/é\", \"z\": [ ] }";

        assertThat(new String(event(json("push", payload)).json(), UTF_8))
                .endsWith(",\"data\":" + payload + "}");
    }

    @Test
    void readsThePayloadOutOfAForm() {
        String payload = "{\"ref\":\"a+b & c=d é\",\"n\":1.10}";
        String form = "x=1&payload=" + URLEncoder.encode(payload, UTF_8) + "&y=2";

        Event event = event(message("push", "application/x-www-form-urlencoded", form));

        assertThat(event.attribute("subject")).isEqualTo("a+b & c=d é");
        assertThat(new String(event.json(), UTF_8)).endsWith(",\"data\":" + payload + "}");
    }

    @Test
    void hashesWhatGitHubSigned() {
        EventMessage first = json("push", "{\"ref\":\"a\"}");
        GitHubScheme later =
                new GitHubScheme(InstantSource.fixed(Instant.parse("2026-12-01T00:00:00Z")));
        EventMessage other = json("push", "{\"ref\": \"a\"}");

        byte[] hash = scheme.contentHash(first, event(first));

        assertThat(later.contentHash(first, event(first))).isEqualTo(hash);
        assertThat(scheme.contentHash(other, event(other))).isNotEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "7",
                "{",
                "{\"a\":}",
                "{\"a\":1} {}",
                "{\"a\":1}x",
                "{'a':1}",
                "\uFEFF{}",
                "{\"a\":\"\u0007\"}"
            })
    void refusesAPayloadThatIsNotAJsonObject(String payload) {
        assertThat(scheme.decode(json("push", payload))).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void refusesOtherEncodingsThanUtf8() {
        byte[] utf16 = "{\"ref\":\"a\"}".getBytes(UTF_16BE);
        byte[] latin1 = "{\"ref\":\"é\"}".getBytes(ISO_8859_1);

        assertThat(List.of(decode(utf16), decode(latin1)))
                .noneMatch(decoded ->
                        decoded instanceof Decoded.Events(List<Item> items)
                                && items.getFirst() instanceof Item.Valid);
    }

    private Decoded decode(byte[] payload) {
        Map<String, String> headers =
                Map.of("x-github-event", "push", "x-github-delivery", DELIVERY);
        return scheme.decode(new EventMessage("application/json", headers, payload));
    }

    @Test
    void refusesNestingWithoutEnd() {
        String payload = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);

        assertThat(scheme.decode(json("push", payload))).isInstanceOf(Decoded.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"x-github-event", "x-github-delivery"})
    void refusesADeliveryWithoutItsHeaders(String missing) {
        Map<String, String> headers = new HashMap<>(json("push", "{}").headers());
        headers.remove(missing);

        Decoded decoded =
                scheme.decode(new EventMessage("application/json", headers, "{}".getBytes(UTF_8)));

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        it ->
                                assertThat(it.problem().reason())
                                        .containsIgnoringCase(missing + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload", "x=1", "payload=%7", "payload=%zz", "payload=%7B"})
    void refusesAFormWithoutAReadablePayload(String form) {
        assertThat(scheme.decode(message("push", "application/x-www-form-urlencoded", form)))
                .isInstanceOf(Decoded.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "application/json, true",
                "Application/JSON; charset=utf-8, true",
                "application/x-www-form-urlencoded, true",
                "text/plain, false",
                "application/jsonp, false",
                "-, false"
            })
    void readsJsonAndForms(String contentType, boolean reads) {
        assertThat(scheme.reads(message("push", contentType, "{}"))).isEqualTo(reads);
    }

    private Event event(EventMessage message) {
        return switch (scheme.decode(message)) {
            case Decoded.Events(List<Item> items)
                    when items.getFirst() instanceof Item.Valid(Event event) ->
                    event;
            case Decoded.Events(List<Item> items) ->
                    throw new AssertionError("refused: " + items.getFirst());
            case Decoded.Malformed(Problem problem) ->
                    throw new AssertionError("malformed: " + problem);
        };
    }

    private static String payload(String template) {
        return template.replace(",R}", "," + REPOSITORY + "}").replace('\'', '"');
    }

    private static EventMessage json(String event, String payload) {
        return message(event, "application/json", payload);
    }

    private static EventMessage message(String event, String contentType, String body) {
        return new EventMessage(
                contentType,
                Map.of("x-github-event", event, "x-github-delivery", DELIVERY),
                body.getBytes(UTF_8));
    }
}
