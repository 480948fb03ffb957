package io.gridgate.handlers.iflater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gridgate.handlers.client.JsonCloudEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class SequenceTest {

    private static Sequence sequence(String members) {
        return Sequence.of(
                JsonCloudEvent.of(
                        "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"/s\",\"type\":\"t\"%s}"
                                .formatted(members)
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private static Sequence integer(String value) {
        return sequence(",\"sequence\":\"" + value + "\",\"sequencetype\":\"Integer\"");
    }

    private static Sequence text(String value) {
        return sequence(",\"sequence\":\"" + value + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2",
        "9, 10",
        "009, 10",
        "-1, 0",
        "2147483647, -2147483648",
        "2147483647, -2147483000",
        "-2147483648, -2147483647"
    })
    void comparesIntegersOnACircle(String earlier, String later) {
        assertThat(integer(later).isAfter(integer(earlier))).isTrue();
        assertThat(integer(earlier).isAfter(integer(later))).isFalse();
        assertThat(integer(later).isAfter(integer(later))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "10, 9", "09, 10", "a, aa", "Z, a", "\uffff, \ud83d\ude00"})
    void comparesAllElseByteByByte(String earlier, String later) {
        assertThat(text(later).isAfter(text(earlier))).isTrue();
        assertThat(text(earlier).isAfter(text(later))).isFalse();
    }

    @Test
    void readsANumberAndAnUnknownTypeAsText() {
        assertThat(sequence(",\"sequence\":12").value()).isEqualTo("12");
        assertThat(sequence(",\"sequence\":\"b\",\"sequencetype\":\"Vector\""))
                .isEqualTo(new Sequence(false, "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.0", "2147483648", "-2147483649", "99999999999999999999", " 1"})
    void refusesAnIntegerThatIsNone(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> integer(value))
                .withMessage("its sequencetype is Integer and its sequence no integer of 32 bits");
    }

    @Test
    void refusesASequenceThatIsMissingOrTooLong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sequence(""))
                .withMessage("its sequence has 0 characters, must have 1 to 200");
        assertThat(text("x".repeat(200)).value()).hasSize(200);
        assertThatIllegalArgumentException().isThrownBy(() -> text("x".repeat(201)));
    }

    @Test
    void comparesNoIntegerWithAText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> integer("1").isAfter(text("1")))
                .withMessageContaining("none is the later");
    }
}
