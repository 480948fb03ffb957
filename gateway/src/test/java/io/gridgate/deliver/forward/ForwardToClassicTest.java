package io.gridgate.deliver.forward;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.stubbing.Scenario;

import io.gridgate.deliver.LaneSettings;
import io.gridgate.deliver.forward.ClassicTarget.Schema;
import io.gridgate.log.DeadLetter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** An outbox that goes to a custom topic: a real log, the forwarder, and Microsoft's client. */
@Timeout(120)
final class ForwardToClassicTest {

    @TempDir private Path folder;
    private ClassicFixture azure;
    private OutboxFixture outbox;

    @BeforeEach
    void start() {
        azure = new ClassicFixture(folder);
        outbox =
                new OutboxFixture(
                        folder.resolve("log"),
                        new LaneSettings(10, 100_000, 1, Duration.ofMinutes(1)),
                        new Forwarder.Topics(
                                Map.of(), Map.of("orders", azure.topic(Schema.CLOUD_EVENTS))));
    }

    @AfterEach
    void stop() {
        outbox.close();
        azure.close();
    }

    @Test
    void deliversThroughThrottlingAndOutagesAndLosesNothing() throws Exception {
        String[] states = {Scenario.STARTED, "throttled", "unavailable", "unauthorized", "up"};
        int[] statuses = {429, 503, 401, 200};
        for (int at = 0; at < statuses.length; at++) {
            azure.azure.stubFor(
                    post(urlPathEqualTo("/api/events"))
                            .inScenario("day")
                            .whenScenarioStateIs(states[at])
                            .willSetStateTo(states[Math.min(at + 1, 3)])
                            .willReturn(aResponse().withStatus(statuses[at])));
        }
        outbox.append(25);

        outbox.forward();
        outbox.await(25);

        assertThat(outbox.log.tally(OutboxFixture.LANE).acknowledged()).isEqualTo(25);
        assertThat(outbox.states.getFirst()).startsWith("paused: Status code 429");
        assertThat(outbox.states.getLast()).isEqualTo("resumed");
    }

    @Test
    void onlyTheEventThatAzureRefusesBecomesADeadLetterWithItsReason() throws Exception {
        azure.azure.stubFor(
                post(urlPathEqualTo("/api/events"))
                        .withRequestBody(containing("\"id-7\""))
                        .willReturn(
                                aResponse()
                                        .withStatus(400)
                                        .withHeader("Content-Type", "application/json")
                                        .withBody(
                                                "{\"error\":{\"code\":\"BadRequest\",\"message\":\"This resource is"
                                                        + " configured to receive event in 'CloudEventV10' schema.\"}}")));
        outbox.append(20);

        outbox.forward();
        outbox.await(20);

        assertThat(outbox.log.tally(OutboxFixture.LANE).acknowledged()).isEqualTo(19);
        DeadLetter letter = outbox.log.deadLetters(OutboxFixture.LANE, -1, 10).getFirst();
        assertThat(letter.event().key().id()).isEqualTo("id-7");
        assertThat(letter.detail())
                .contains("400", "configured to receive event in 'CloudEventV10' schema");
    }
}
