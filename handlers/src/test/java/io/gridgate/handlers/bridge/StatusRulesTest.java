package io.gridgate.handlers.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.ReleaseDelay;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class StatusRulesTest {

    private static Outcome outcome(int status, int deliveryCount) {
        return StatusRules.EVENT_GRID.outcome(status, Optional.empty(), deliveryCount);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 204})
    void acknowledgesWhatIsTaken(int status) {
        assertThat(outcome(status, 3)).isEqualTo(Outcome.acknowledge());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 414})
    void rejectsWhatCanNeverSucceed(int status) {
        assertThat(outcome(status, 1)).isEqualTo(Outcome.reject("the target answered " + status));
    }

    @ParameterizedTest
    @CsvSource({
        "205,1,NO_DELAY",
        "302,1,NO_DELAY",
        "500,1,NO_DELAY",
        "500,2,TEN_SECONDS",
        "502,3,ONE_MINUTE",
        "500,4,TEN_MINUTES",
        "500,5,ONE_HOUR",
        "500,10,ONE_HOUR",
        "409,1,NO_DELAY",
        "503,1,ONE_MINUTE",
        "503,4,TEN_MINUTES",
        "429,2,ONE_MINUTE",
        "408,1,TEN_MINUTES"
    })
    void bringsBackTheRest(int status, int deliveryCount, ReleaseDelay delay) {
        assertThat(outcome(status, deliveryCount)).isEqualTo(Outcome.release(delay));
    }

    @ParameterizedTest
    @CsvSource({"-5,NO_DELAY", "0,NO_DELAY", "7,TEN_SECONDS", "61,TEN_MINUTES", "9999,ONE_HOUR"})
    void waitsAsLongAsTheTargetAsks(long seconds, ReleaseDelay delay) {
        assertThat(StatusRules.EVENT_GRID.outcome(500, Optional.of(Duration.ofSeconds(seconds)), 1))
                .isEqualTo(Outcome.release(delay));
    }

    @Test
    void rejectsOtherStatusesWhereToldTo() {
        StatusRules rules = StatusRules.rejecting(List.of(422));

        assertThat(rules.outcome(422, Optional.empty(), 1))
                .isEqualTo(Outcome.reject("the target answered 422"));
        assertThat(rules.outcome(404, Optional.empty(), 1))
                .isEqualTo(Outcome.release(ReleaseDelay.NO_DELAY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatusRules.rejecting(List.of(299)))
                .withMessage("status 299 cannot be rejected, must be 300 to 599");
    }
}
