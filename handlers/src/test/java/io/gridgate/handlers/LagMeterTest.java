package io.gridgate.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.handlers.client.BrokerProperties;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.client.ReceiveDetails;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

class LagMeterTest {

    private final HandTime time = new HandTime();
    private final LagMeter meter = new LagMeter(time);

    private ReceiveDetails aged(long seconds, int deliveryCount) {
        return event(",\"time\":\"" + time.instant().minusSeconds(seconds) + "\"", deliveryCount);
    }

    private static ReceiveDetails event(String members, int deliveryCount) {
        String json =
                "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\"%s}"
                        .formatted(members);
        return new ReceiveDetails(
                JsonCloudEvent.of(json.getBytes(StandardCharsets.UTF_8)),
                new BrokerProperties("token", deliveryCount));
    }

    private void receive(int askedFor, ReceiveDetails... events) {
        meter.asks();
        meter.answered(askedFor, Arrays.asList(events), time.instant());
    }

    private static WorkerLag lag(long seconds, int receives, double full) {
        return new WorkerLag(Duration.ofSeconds(seconds), receives, full);
    }

    @Test
    void isNothingBeforeTheFirstReceiveAndAfterAnEmptyOne() {
        assertThat(meter.lag()).isEqualTo(lag(0, 0, 0));
        receive(2, aged(90, 1), aged(30, 1));
        receive(2);
        assertThat(meter.lag()).isEqualTo(lag(0, 2, 0.5));
    }

    @Test
    void isTheAgeOfTheOldestEventOfTheLastMinute() {
        receive(10, aged(30, 1), aged(90, 1));
        time.advance(Duration.ofSeconds(1));
        receive(10, aged(5, 1));
        assertThat(meter.lag()).isEqualTo(lag(90, 2, 0));

        time.advance(Duration.ofSeconds(59));
        assertThat(meter.lag()).isEqualTo(lag(5, 1, 0));
        time.advance(Duration.ofMinutes(10));
        assertThat(meter.lag()).isEqualTo(lag(0, 0, 0));
    }

    @Test
    void growsWhileNobodyAsksThoughMoreWaits() {
        receive(1, aged(20, 1));
        time.advance(Duration.ofMinutes(5));
        assertThat(meter.lag()).isEqualTo(lag(320, 1, 1));

        meter.asks();
        assertThat(meter.lag()).isEqualTo(lag(0, 0, 0));
        meter.unanswered();
        assertThat(meter.lag()).isEqualTo(lag(320, 1, 1));
    }

    @Test
    void leavesOutEventsThatComeAgainOrTellNoTime() {
        receive(
                5,
                aged(900, 2),
                event("", 1),
                event(",\"time\":\"yesterday\"", 1),
                aged(-30, 1),
                aged(7, 1));
        assertThat(meter.lag()).isEqualTo(lag(7, 1, 1));
    }

    @Test
    void isWhatTheWorkerTells() {
        try (var fixture = new WorkerFixture()) {
            String minuteAgo = HandTime.START.minusSeconds(60).toString();
            fixture.subscription.offer("a", 1, ",\"time\":\"" + minuteAgo + "\"");
            Worker worker = fixture.start(fixture.gated(), builder -> builder.concurrency(1));
            fixture.listener.await("received a");
            fixture.time.advance(Duration.ofSeconds(20));

            assertThat(worker.lag()).isEqualTo(lag(80, 1, 1));
            assertThat(worker.oldestInFlight()).isEqualTo(Duration.ofSeconds(20));
            fixture.open("a");
        }
    }
}
