package io.gridgate.deliver.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.FakeClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

final class PushRulesTest {

    private final PushRules rules = new PushRules(new FakeClock());

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 204})
    void takesFiveStatusesForSuccess(int status) {
        assertThat(outcome(status, Map.of())).isEqualTo(new PushOutcome.Delivered());
    }

    @ParameterizedTest
    @CsvSource({"400, false", "413, false", "414, false", "401, true", "403, true", "404, true"})
    void endsEventsAfterStatusesThatNoRepetitionChanges(int status, boolean endpointSuspected) {
        assertThat(outcome(status, Map.of()))
                .isEqualTo(
                        new PushOutcome.Refused(
                                "the webhook answered " + status, endpointSuspected));
    }

    @ParameterizedTest
    @CsvSource({
        "205, PT0S", "301, PT0S", "302, PT0S", "307, PT0S", "405, PT0S", "408, PT2M", "409, PT0S",
        "410, PT0S", "415, PT0S", "429, PT0S", "500, PT0S", "502, PT0S", "503, PT30S", "504, PT0S"
    })
    void repeatsAfterEverythingElse(int status, Duration atLeast) {
        assertThat(outcome(status, Map.of()))
                .isEqualTo(
                        new PushOutcome.Again(
                                atLeast, Optional.empty(), "the webhook answered " + status));
    }

    @Test
    void repeatsWhatFoundNoAnswer() {
        assertThat(rules.outcome(new WebhookAnswer.Unanswered("cut off")))
                .isEqualTo(new PushOutcome.Again(Duration.ZERO, Optional.empty(), "cut off"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | 120                           | PT2M  | PT2M",
                "429 | Sat, 21 Nov 2026 12:05:00 GMT | PT5M  | PT5M",
                "503 | 10                            | PT30S | PT10S",
                "503 | 100000                        | PT1H  | PT1H"
            })
    void waitsAsLongAsItIsAskedTo(int status, String value, Duration atLeast, Duration asked) {
        assertThat(outcome(status, Map.of("Retry-After", value)))
                .isEqualTo(
                        new PushOutcome.Again(
                                atLeast, Optional.of(asked), "the webhook answered " + status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "Fri, 20 Nov 2026 12:00:00 GMT", "0"})
    void ignoresARetryAfterThatSaysNothing(String value) {
        assertThat(outcome(429, Map.of("Retry-After", value)))
                .isEqualTo(
                        new PushOutcome.Again(
                                Duration.ZERO, Optional.empty(), "the webhook answered 429"));
    }

    private PushOutcome outcome(int status, Map<String, String> headers) {
        return rules.outcome(new WebhookAnswer.Answered(status, headers));
    }
}
