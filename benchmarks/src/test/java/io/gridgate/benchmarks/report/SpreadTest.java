package io.gridgate.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.List;

class SpreadTest {

    @Test
    void takesTheMiddleOfAnOddNumber() {
        assertThat(Spread.of(5, 1, 3)).isEqualTo(new Spread(3, 1, 5));
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
        assertThat(Spread.of(4, 1, 2, 10)).isEqualTo(new Spread(3, 1, 10));
    }

    @Test
    void refusesNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
    }

    @Test
    void judgesRatesAndCosts() {
        Target rate = Target.atLeast(0.5, 0.4);
        assertThat(List.of(rate.verdict(0.5), rate.verdict(0.4), rate.verdict(0.39)))
                .containsExactly("reached", "acceptable", "missed");
        Target cost = Target.atMost(1.2, 1.4);
        assertThat(List.of(cost.verdict(1.2), cost.verdict(1.4), cost.verdict(1.41)))
                .containsExactly("reached", "acceptable", "missed");
    }
}
