package io.gridgate.handlers.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.JsonCloudEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

class RouterTest {

    private static final DeliveryContext CONTEXT = DeliveryContext.of(1, Instant.EPOCH);

    private static JsonCloudEvent event(String type, String members) {
        return JsonCloudEvent.of(
                "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"/eu/shop\",\"type\":\"%s\"%s}"
                        .formatted(type, members)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** A handler whose outcome tells which it was. */
    private static EventHandler named(String name) {
        return (_, _) -> Outcome.reject(name);
    }

    private static String route(Router router, String type, String members) throws Exception {
        return router.handle(event(type, members), CONTEXT) instanceof Outcome.Reject(String name)
                ? name
                : "acknowledged";
    }

    @ParameterizedTest
    @CsvSource({
        "com.contoso.order.placed,placed",
        "com.contoso.order.placed.late,order",
        "com.contoso.order.cancelled,order",
        "com.contoso.order,contoso",
        "com.contoso.orders.placed,contoso",
        "com.contoso.invoice.sent.twice,contoso",
        "com.fabrikam,all",
        "x,all"
    })
    void takesTheNearestOfATypesAncestors(String type, String expected) throws Exception {
        Router router =
                Router.builder()
                        .on("*", named("all"))
                        .on("com.contoso.*", named("contoso"))
                        .on("com.contoso.order.placed", named("placed"))
                        .on("com.contoso.order.*", named("order"))
                        .build();

        assertThat(route(router, type, "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ,"subject":"sku/7","dataschema":"https://x/t.a/2" | subject
                    ,"subject":"sku/8","dataschema":"https://x/t.a/2" | version
                    ,"dataschema":"https://x/t.a/2.json"              | version
                    ,"dataschema":"https://x/t.a/1"                   | source
                    ,"dataschema":"https://x/t.b/2"                   | source
                    ,"subject":"sku"                                  | source
                    """)
    void takesTheClosestSourceThenSubjectThenVersionOfAType(String members, String expected)
            throws Exception {
        Router router =
                Router.builder()
                        .on(Match.type("t.a"), named("type"))
                        .on(Match.type("t.a").source("/eu/*"), named("part of the source"))
                        .on(Match.type("t.a").source("/eu/shop"), named("source"))
                        .on(Match.type("t.a").source("/eu/shop").version(2), named("version"))
                        .on(Match.type("t.a").source("/eu/shop").subject("sku/7"), named("subject"))
                        .on(Match.type("t.a").source("/us/*"), named("elsewhere"))
                        .build();

        assertThat(route(router, "t.a", members)).isEqualTo(expected);
    }

    @Test
    void goesUpWhereARouteOfTheTypeDoesNotFit() throws Exception {
        Router router =
                Router.builder()
                        .on(Match.type("t.a").source("/us/*"), named("us"))
                        .on("t.*", named("parent"))
                        .build();

        assertThat(route(router, "t.a", "")).isEqualTo("parent");
    }

    @Test
    void rejectsWhatNoRouteWantsUnlessToldOtherwise() throws Exception {
        Router.Builder builder = Router.builder().on("t.a", named("a"));

        assertThat(route(builder.build(), "t.b", "")).isEqualTo("no route for type t.b");
        assertThat(route(builder.unknown((_, _) -> Outcome.acknowledge()).build(), "t.b", ""))
                .isEqualTo("acknowledged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.contoso*", "com.*.order", "**", "com.contoso.**", ".*x", ""})
    void refusesAStarInTheWrongPlace(String type) {
        assertThatIllegalArgumentException().isThrownBy(() -> Match.type(type));
    }

    @Test
    void refusesTwoRoutesForTheSameEvents() {
        Router.Builder builder = Router.builder().on(Match.type("t.a").version(1), named("one"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.on(Match.type("t.a").version(1), named("two")))
                .withMessageContaining("there is a route for Match[type=t.a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Match.type("t.a").version(0))
                .withMessage("version is 0, must be 1 or more");
    }
}
