package io.gridgate.handlers.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The router chooses as one would by comparing the event with every route. */
class RouterPropertyTest {

    private static final Arbitrary<String> TYPES =
            Arbitraries.of("a", "b").list().ofMinSize(1).ofMaxSize(3).map(w -> String.join(".", w));
    private static final Arbitrary<String> TEXTS =
            Arbitraries.strings().withChars("xy").ofMaxLength(3);

    @Provide
    Arbitrary<Match> matches() {
        Arbitrary<String> types =
                Arbitraries.oneOf(TYPES, TYPES.map(type -> type + ".*"), Arbitraries.just("*"));
        Arbitrary<String> texts = Arbitraries.oneOf(TEXTS, TEXTS.map(text -> text + "*"));
        return Combinators.combine(types, texts.filter(text -> !text.isEmpty()), texts)
                .as((type, source, subject) ->
                        new Match(type, source, subject, OptionalInt.empty()));
    }

    @Provide
    Arbitrary<CloudEvent> events() {
        return Combinators.combine(TYPES, TEXTS.filter(text -> !text.isEmpty()), TEXTS)
                .as((type, source, subject) ->
                        CloudEventBuilder.v1()
                                .withId("1")
                                .withType(type)
                                .withSource(URI.create(source))
                                .withSubject(subject.isEmpty() ? null : subject)
                                .build());
    }

    @Property
    void choosesTheBestOfAllThatFit(
            @ForAll("events") CloudEvent event, @ForAll List<@From("matches") Match> matches) {
        Router.Builder builder = Router.builder();
        EventHandler unknown = (_, _) -> Outcome.acknowledge();
        builder.unknown(unknown);
        Map<Match, EventHandler> routes = new LinkedHashMap<>();
        for (Match match : matches) {
            if (!routes.containsKey(match)) {
                EventHandler handler = (_, _) -> Outcome.reject(match.toString());
                routes.put(match, handler);
                builder.on(match, handler);
            }
        }

        EventHandler best =
                routes.keySet().stream()
                        .filter(match -> wantsType(match.type(), event.getType()))
                        .filter(match -> wants(match.source(), event.getSource().toString()))
                        .filter(match ->
                                wants(
                                        match.subject(),
                                        event.getSubject() == null ? "" : event.getSubject()))
                        .max(
                                Comparator.<Match>comparingDouble(m -> weight(m.type()))
                                        .thenComparingDouble(m -> weight(m.source()))
                                        .thenComparingDouble(m -> weight(m.subject())))
                        .map(routes::get)
                        .orElse(unknown);
        assertThat(builder.build().handlerOf(event)).isSameAs(best);
    }

    private static boolean wantsType(String pattern, String type) {
        return pattern.equals("*")
                || pattern.equals(type)
                || (pattern.endsWith(".*")
                        && type.startsWith(pattern.substring(0, pattern.length() - 1)));
    }

    private static boolean wants(String pattern, String text) {
        return pattern.endsWith("*")
                ? text.startsWith(pattern.substring(0, pattern.length() - 1))
                : text.equals(pattern);
    }

    private static double weight(String pattern) {
        return pattern.endsWith("*") ? pattern.length() - 1 : pattern.length() + 0.5;
    }
}
