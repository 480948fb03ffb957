package io.gridgate.deliver.forward;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

import io.gridgate.deliver.SinkResult;
import io.gridgate.deliver.SinkResult.Scope;
import io.gridgate.deliver.forward.ClassicTarget.Schema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

@Timeout(60)
final class ClassicTopicTest {

    @TempDir private Path folder;
    private ClassicFixture azure;

    @BeforeEach
    void start() {
        azure = new ClassicFixture(folder);
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void publishesCloudEventsByteForByteAsOneArray() {
        String data = ", \"data\" : {\"z\":1.10,\"a\":1e400,\"z\":\"\\u20ac\"}";

        assertThat(
                        azure.topic(Schema.CLOUD_EVENTS)
                                .send(
                                        List.of(
                                                ClassicFixture.event("one", data),
                                                ClassicFixture.event("two", ""))))
                .isEqualTo(new SinkResult.Delivered());

        LoggedRequest request = azure.requests().getFirst();
        assertThat(request.getUrl()).isEqualTo("/api/events?api-version=2018-01-01");
        assertThat(request.getBodyAsString())
                .isEqualTo(
                        "[{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"/s\",\"id\":\"one\""
                                + data
                                + "},{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"/s\",\"id\":\"two\"}]");
        assertThat(request.getHeader("Content-Type"))
                .isEqualTo("application/cloudevents-batch+json; charset=utf-8");
        assertThat(request.getHeader("aeg-sas-key")).isEqualTo("classic-key");
        assertThat(request.containsHeader("aeg-channel-name")).isFalse();
    }

    @Test
    void publishesTheEventGridSchemaWithoutWhatOnlyTheServiceMaySay() {
        assertThat(
                        azure.topic(Schema.EVENT_GRID)
                                .send(
                                        List.of(
                                                ClassicFixture.event(
                                                        "one",
                                                        ",\"subject\":\"/a\",\"time\":\"2026-01-01T00:00:00Z\","
                                                                + "\"dataschema\":\"#2.0\",\"ext\":\"x\",\"data\":{\"z\":1.10}"),
                                                ClassicFixture.event("two", ""))))
                .isEqualTo(new SinkResult.Delivered());

        LoggedRequest request = azure.requests().getFirst();
        assertThat(request.getBodyAsString())
                .isEqualTo(
                        "[{\"id\":\"one\",\"subject\":\"/a\",\"eventType\":\"t\","
                                + "\"eventTime\":\"2026-01-01T00:00:00Z\",\"dataVersion\":\"2.0\",\"data\":{\"z\":1.10}},"
                                + "{\"id\":\"two\",\"subject\":\"\",\"eventType\":\"t\","
                                + "\"eventTime\":\"2026-11-21T12:00:00Z\",\"dataVersion\":\"\"}]");
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void namesTheTopicOfADomainAndTheChannelOfAPartner() {
        azure.topic(
                        new ClassicTarget(
                                azure.endpoint(),
                                Schema.EVENT_GRID,
                                Optional.of("tenant-7"),
                                Optional.empty()))
                .send(List.of(ClassicFixture.event("one", "")));
        azure.topic(
                        new ClassicTarget(
                                azure.endpoint(),
                                Schema.CLOUD_EVENTS,
                                Optional.empty(),
                                Optional.of("channel-1")))
                .send(List.of(ClassicFixture.event("one", "")));

        assertThat(azure.requests().get(0).getBodyAsString()).contains("\"topic\":\"tenant-7\"");
        assertThat(azure.requests().get(1).getHeader("aeg-channel-name")).isEqualTo("channel-1");
    }

    @Test
    void refusesBinaryDataThatTheEventGridSchemaCannotHold() {
        assertThat(
                        azure.topic(Schema.EVENT_GRID)
                                .send(
                                        List.of(
                                                ClassicFixture.event(
                                                        "one", ",\"data_base64\":\"AAE=\""))))
                .isEqualTo(
                        new SinkResult.Refused(
                                "the event has binary data, for which the Event Grid schema has no"
                                        + " place"));
        assertThat(azure.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, Refused",
        "413, Refused",
        "429, Throttled",
        "401, Failed",
        "403, Failed",
        "404, Failed",
        "408, Failed",
        "500, Failed",
        "503, Failed"
    })
    void tellsFromTheStatusWhatBecomesOfTheEvents(int status, String kind) {
        azure.answer(
                aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/json")
                        .withBody(
                                "{\"error\":{\"code\":\"Scripted\",\"message\":\"what Azure says\",\"details\":[]}}"));

        SinkResult result =
                azure.topic(Schema.CLOUD_EVENTS).send(List.of(ClassicFixture.event("one", "")));

        assertThat(result.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(result.toString()).contains("what Azure says").doesNotContain("classic-key");
        assertThat(azure.requests()).as("the forwarder does the repeating").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void hearsHowLongToWait(int status) {
        azure.answer(aResponse().withStatus(status).withHeader("Retry-After", "7"));

        SinkResult result =
                azure.topic(Schema.CLOUD_EVENTS).send(List.of(ClassicFixture.event("one", "")));

        assertThat(wait(result)).contains(Duration.ofSeconds(7));
    }

    private static Optional<Duration> wait(SinkResult result) {
        return switch (result) {
            case SinkResult.Throttled throttled -> throttled.retryAfter();
            case SinkResult.Failed failed -> failed.retryAfter();
            case SinkResult.Delivered _, SinkResult.Refused _ -> Optional.empty();
        };
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void leavesEventsWaitingWhoseAnswerIsCutOff(Fault fault) {
        azure.answer(aResponse().withFault(fault));

        assertThat(azure.topic(Schema.CLOUD_EVENTS).send(List.of(ClassicFixture.event("one", ""))))
                .isInstanceOfSatisfying(
                        SinkResult.Failed.class,
                        failed -> assertThat(failed.scope()).isEqualTo(Scope.ENDPOINT));
    }

    @Test
    void leavesEventsWaitingWhoseAnswerIsLate() {
        azure.answer(ok().withFixedDelay((int) ClassicFixture.TIMEOUT.toMillis() * 3));

        assertThat(azure.topic(Schema.CLOUD_EVENTS).send(List.of(ClassicFixture.event("one", ""))))
                .isInstanceOfSatisfying(
                        SinkResult.Failed.class,
                        failed -> assertThat(failed.scope()).isEqualTo(Scope.ENDPOINT));
    }
}
