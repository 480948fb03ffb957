package io.gridgate.handlers.routingslip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gridgate.handlers.client.JsonCloudEvent;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class SlipTest {

    private static JsonCloudEvent event(String members) {
        return JsonCloudEvent.of(
                "{\"specversion\":\"1.0\",\"source\":\"/s\",\"data\":{ \"x\":1.10 }%s}"
                        .formatted(members)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static Slip slip(String... steps) {
        return new Slip(0, "trip.undone", List.of(), List.of(steps), false);
    }

    @Test
    void goesThroughItsStepsAndEnds() {
        Slip slip = slip("car", "hotel");
        assertThat(slip.type()).contains("car");
        slip = slip.worked("n1");
        assertThat(slip.type()).contains("hotel");
        slip = slip.worked("");
        assertThat(slip.type()).isEmpty();
        assertThat(slip.hop()).isEqualTo(2);
    }

    @Test
    void walksBackThroughWhatWasDone() {
        List<Optional<String>> types = new ArrayList<>();
        Slip slip = slip("car", "hotel", "flight").worked("n1").worked("n2").failed();
        assertThat(slip.done().getLast().note()).isEqualTo("n2");
        for (int i = 0; i < 3; i++, slip = slip.done().isEmpty() ? slip : slip.undid()) {
            types.add(slip.type());
        }

        assertThat(types)
                .containsExactly(
                        Optional.of("hotel.undo"),
                        Optional.of("car.undo"),
                        Optional.of("trip.undone"));
        assertThat(slip("car").failed().type()).contains("trip.undone");
    }

    /** Whatever names and notes hold, and however far it has come, the text reads back the same. */
    @Property(tries = 300)
    void readsBackWhatItWrote(
            @ForAll @NotEmpty String undone,
            @ForAll @Size(min = 1, max = 5) List<@NotEmpty String> steps,
            @ForAll @IntRange(max = 5) int worked,
            @ForAll String note,
            @ForAll boolean fails) {
        Slip slip =
                new Slip(
                        0,
                        whole(undone),
                        List.of(),
                        steps.stream().map(SlipTest::whole).toList(),
                        false);
        for (int i = 0; i < Math.min(worked, steps.size()); i++) {
            slip = slip.worked(whole(note));
        }
        slip = fails ? slip.failed() : slip;

        assertThat(Slip.parse(slip.text())).isEqualTo(slip);
        assertThat(slip.text()).matches("[\\x21-\\x7e]+");
    }

    /** Drops lone surrogates, which have no UTF-8. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "0|u|",
                "0|u|a|b|c",
                "x|u||a",
                "-1|u||a",
                "101|u||a",
                "0|u|a|b",
                "0||a=|b",
                "0|u|=|b",
                "0|u||a,",
                "0|u||%"
            })
    void refusesWhatIsNoSlip(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Slip.parse(text));
    }

    @Test
    void holdsTheNumberOfStepsToItsBounds() {
        String[] fifty = new String[50];
        Arrays.fill(fifty, "s");
        assertThat(slip(fifty).todo()).hasSize(50);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slip.parse("0|u||" + "s,".repeat(50) + "s"))
                .withMessage("a slip has 50 steps at most, not 51");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingSlip.start(event(",\"id\":\"a\""), "u", List.of()));
    }

    @Test
    void changesTheEventOnlyWhereTheStepIsSaid() {
        JsonCloudEvent first =
                RoutingSlip.start(
                        event(",\"id\":\"a\",\"type\":\"x\",\"own\":1.10"),
                        "trip.undone",
                        List.of("car", "hotel"));

        assertThat(new String(first.json(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"specversion":"1.0","source":"/s","data":{ "x":1.10 },"id":"a","own":1.10,\
                        "correlationid":"a","routingslip":"0|trip.undone||car,hotel","type":"car"}\
                        """);

        Slip slip = RoutingSlip.of(first);
        JsonCloudEvent second = RoutingSlip.next(first, slip, slip.worked("7"), null);
        assertThat(second.getId()).isEqualTo("a/1");
        JsonCloudEvent third =
                RoutingSlip.next(
                        second, RoutingSlip.of(second), RoutingSlip.of(second).failed(), "full\n");
        assertThat(new String(third.json(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"specversion":"1.0","source":"/s","data":{ "x":1.10 },"own":1.10,\
                        "correlationid":"a","causationid":"a/1","id":"a/2",\
                        "routingslip":"2|trip.undone|car=7|<","slipfailure":"full ",\
                        "type":"car.undo"}\
                        """);
    }

    @Test
    void readsNoSlipThatDoesNotFitItsEvent() {
        String slip = ",\"routingslip\":\"1|u|car=|hotel\"";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingSlip.of(event(",\"id\":\"a\",\"type\":\"t\"")))
                .withMessage("it has no routingslip");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingSlip.of(event(",\"id\":\"a/1\",\"type\":\"car\"" + slip)))
                .withMessage("its type is not the one that its routingslip says");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingSlip.of(event(",\"id\":\"a\",\"type\":\"hotel\"" + slip)))
                .withMessage("its id is not the one that its routingslip says");
    }
}
