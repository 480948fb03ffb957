package io.gridgate.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventMessage;
import io.gridgate.event.Item;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.List;
import java.util.Map;

final class PublishRuleTest {

    @ParameterizedTest
    @CsvSource({
        "com.contoso.order, com.contoso.order, true",
        "com.contoso.order, com.contoso.order.placed, false",
        "com.contoso.order, com.contoso.Order, false",
        "com.contoso.order.*, com.contoso.order.placed, true",
        "com.contoso.order.*, com.contoso.order.line.added, true",
        "com.contoso.order.*, com.contoso.order, false",
        "com.contoso.order.*, com.contoso.order., false",
        "com.contoso.order.*, com.contoso.orders, false",
        "com.contoso.order.*, xcom.contoso.order.placed, false",
        "*, t, true"
    })
    void comparesTypes(String allowed, String type, boolean covered) {
        assertThat(PublishRule.types(allowed).refusal(event(type, "/s")).isEmpty())
                .isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "/shop, /shop, true",
        "/shop, /shop/1, false",
        "/shops/*, /shops/1, true",
        "/shops/*, /shops/1/2, true",
        "/shops/*, /shops, false",
        "/shops/*, /shopsmart, false",
        "urn:shop:*, urn:shop:1, true",
        "https://github.com/contoso/*, https://github.com/contoso-evil/x, false",
        "*, anything, true"
    })
    void comparesSources(String allowed, String source, boolean covered) {
        PublishRule rule = new PublishRule(List.of("t"), List.of("nothing", allowed));

        assertThat(rule.refusal(event("t", source)).isEmpty()).isEqualTo(covered);
    }

    @Test
    void deniesWhatIsNotListed() {
        assertThat(new PublishRule(List.of(), List.of("*")).refusal(event("t", "/s")))
                .contains(new Outcome.Forbidden("type", "is none that this source may publish"));
        assertThat(new PublishRule(List.of("*"), List.of()).refusal(event("t", "/s")))
                .contains(new Outcome.Forbidden("source", "is none that this source may publish"));
        assertThat(PublishRule.ANYTHING.refusal(event("t", "/s"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".*", "a*", "*.a", "a.*.b", "**", "a.**"})
    void refusesAStarThatMeansNothingInAType(String type) {
        assertThat(PublishRule.isType(type)).isFalse();
        assertThatThrownBy(() -> PublishRule.types(type))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasBounds() {
        assertThat(PublishRule.isType("t".repeat(512))).isTrue();
        assertThat(PublishRule.isType("t".repeat(513))).isFalse();
        assertThat(PublishRule.isSource("/shop*")).isFalse();
        assertThat(PublishRule.isSource("/*")).isTrue();
        List<String> many = Collections.nCopies(101, "t");
        assertThatThrownBy(() -> new PublishRule(many, List.of("*")))
                .hasMessageContaining("at most 100");
    }

    @Property(tries = 200)
    void coversATypeExactlyWhereAnAncestorIsListed(
            @ForAll @Chars({'a', 'b', '.'}) @StringLength(min = 1, max = 8) String type,
            @ForAll @AlphaChars @Chars({'a', 'b'}) @StringLength(min = 1, max = 3)
                    String ancestor) {
        boolean under = type.startsWith(ancestor + ".") && type.length() > ancestor.length() + 1;

        assertThat(PublishRule.types(ancestor + ".*").refusal(event(type, "/s")).isEmpty())
                .isEqualTo(under);
    }

    private static Event event(String type, String source) {
        String json =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"%s\",\"type\":\"%s\"}"
                        .formatted(source, type);
        EventMessage message =
                new EventMessage("application/cloudevents+json", Map.of(), json.getBytes(UTF_8));
        Decoded.Events decoded = (Decoded.Events) CloudEventsDecoder.decode(message);
        return ((Item.Valid) decoded.items().getFirst()).event();
    }
}
