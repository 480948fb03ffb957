package io.gridgate.accept.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventMessage;
import io.gridgate.event.Item;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A mapping as an operator writes it. */
final class MappedSchemeTest {

    private static final String NOW = "2026-11-21T08:00:00Z";

    private static Mapping mapping(String id, String time, String data) {
        return new Mapping(
                new Template(id),
                new Template("https://shop.example/{header:X-Shop|/shop}"),
                new Template("com.example.{/kind}"),
                new Template("{/order/number}"),
                new Template(time),
                data);
    }

    private static MappedScheme scheme(Mapping mapping, String events) {
        return new MappedScheme(
                Mappings.always(mapping),
                new MappedScheme.Options(
                        Set.of("application/json"), true, Repeat.SAME_PAYLOAD, events),
                InstantSource.fixed(Instant.parse(NOW)));
    }

    @Test
    void takesAttributesFromBodyAndHeadersAndKeepsTheBytes() {
        String body = "{ \"n\":1.10,\"shop\":\"x\",\"kind\":\"paid\",\"order\":{\"number\":7} }";

        Event event = one(scheme(mapping("{/n}", "{/at}", ""), null), json(body));

        assertThat(event.attributes())
                .isEqualTo(
                        Map.of(
                                "specversion", "1.0",
                                "id", "1.10",
                                "source", "https://shop.example/north",
                                "type", "com.example.paid",
                                "subject", "7",
                                "time", NOW,
                                "datacontenttype", "application/json"));
        assertThat(new String(event.json(), UTF_8)).endsWith(",\"data\":" + body + "}");
    }

    @Test
    void takesDataFromAPlaceOfThePayload() {
        Event event =
                one(
                        scheme(mapping("{/n}", "{/at}", "/order"), null),
                        json(
                                "{\"n\":1,\"kind\":\"k\",\"order\":{ \"z\":1.0, \"a\":\"\\u00e9\"} }"));

        assertThat(new String(event.json(), UTF_8))
                .endsWith(",\"data\":{ \"z\":1.0, \"a\":\"\\u00e9\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"2026-01-02T03:04:05.1+02:00\" | 2026-01-02T03:04:05.1+02:00",
                "1767323045 | 2026-01-02T03:04:05Z",
                "1767323045678 | 2026-01-02T03:04:05.678Z",
                "\"Fri, 02 Jan 2026 03:04:05 +0000\" | 2026-01-02T03:04:05Z",
                "\"2026-01-02 03:04:05 UTC\" | 2026-01-02T03:04:05Z",
                "\"2026-01-02 03:04:05 +0100\" | 2026-01-02T02:04:05Z",
                "\"yesterday\" | " + NOW,
                "\"2026-13-41T03:04:05Z\" | " + NOW,
                "null | " + NOW
            })
    void readsTheTimesThatSendersWrite(String at, String time) {
        Event event =
                one(
                        scheme(mapping("{/n}", "{/at}", ""), null),
                        json("{\"n\":1,\"kind\":\"k\",\"at\":" + at + "}"));

        assertThat(event.attribute("time")).isEqualTo(time);
    }

    @Test
    void makesOneEventOfEachElement() {
        Decoded decoded =
                scheme(mapping("{/n}", "{/at}", ""), "/events")
                        .decode(
                                json(
                                        "{\"events\":[{\"n\":1,\"kind\":\"a\"},{\"n\":2},"
                                                + "{\"n\":1,\"kind\":\"b\"}]}"));

        assertThat(((Decoded.Events) decoded).items())
                .satisfiesExactly(
                        first -> assertThat(event(first).key().id()).isEqualTo("1"),
                        second ->
                                assertThat(((Item.Invalid) second).problem().message())
                                        .isEqualTo(
                                                "`type` has no value: nothing usable is at /kind"),
                        third -> assertThat(event(third).key().id()).isEqualTo("1.1"));
    }

    @Test
    void readsAFormAsAnObject() {
        EventMessage form =
                new EventMessage(
                        "application/x-www-form-urlencoded",
                        Map.of("x-shop", "north"),
                        "n=a+b%C3%A9&kind=x&z=1&z=2".getBytes(UTF_8));

        assertThat(new String(one(scheme(mapping("{/n}", "{/at}", ""), null), form).json(), UTF_8))
                .endsWith(",\"data\":{\"kind\":\"x\",\"n\":\"a bé\",\"z\":[\"1\",\"2\"]}}");
    }

    @Test
    void theHashOfThePayloadMakesARepeatRecognisable() {
        MappedScheme scheme = scheme(mapping("{body-sha256}", "{/at}", ""), null);
        EventMessage first = json("{\"kind\":\"a\"}");
        EventMessage other = json("{\"kind\": \"a\"}");

        assertThat(one(scheme, first).key().id())
                .hasSize(64)
                .isEqualTo(one(scheme, first).key().id())
                .isNotEqualTo(one(scheme, other).key().id());
        assertThat(scheme.contentHash(first, one(scheme, first)))
                .isNotEqualTo(scheme.contentHash(other, one(scheme, other)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[] []", "\"\\uD800\"x"})
    void refusesWhatIsNoJson(String body) {
        assertThat(scheme(mapping("{/n}", "{/at}", ""), null).decode(json(body)))
                .isInstanceOf(Decoded.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"kind\":\"a\\u0007\",\"n\":1}", "{\"kind\":\"\\ud800\",\"n\":1}"})
    void refusesValuesThatNoAttributeCanHave(String body) {
        Decoded decoded = scheme(mapping("{/n}", "{/at}", ""), null).decode(json(body));

        assertThat(((Decoded.Events) decoded).items().getFirst()).isInstanceOf(Item.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{}",
                "{a}",
                "{/a|}",
                "{header:}",
                "{header:a b}",
                "{/a~2}",
                "{/a"
            })
    void refusesTemplatesThatAreNone(String template) {
        assertThatThrownBy(() -> new Template(template))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static EventMessage json(String body) {
        return new EventMessage(
                "application/json; charset=utf-8", Map.of("x-shop", "north"), body.getBytes(UTF_8));
    }

    private static Event one(MappedScheme scheme, EventMessage message) {
        List<Item> items = ((Decoded.Events) scheme.decode(message)).items();
        return event(items.getFirst());
    }

    private static Event event(Item item) {
        return switch (item) {
            case Item.Valid(Event event) -> event;
            case Item.Invalid invalid -> throw new AssertionError("refused: " + invalid);
        };
    }
}
