package io.gridgate.handlers.client;

import static io.gridgate.handlers.client.ClientFixture.EVENT;
import static io.gridgate.handlers.client.ClientFixture.receiver;
import static io.gridgate.handlers.client.ClientFixture.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.handlers.testing.Answer;
import io.gridgate.handlers.testing.RecordedRequest;
import io.gridgate.handlers.testing.ScriptedServer;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class EventGridReceiverTest {

    private static final String PATH = "POST /topics/orders/eventsubscriptions/worker";
    private static final String NOTHING_FAILED =
            "{\"succeededLockTokens\":[\"LT1\",\"LT2\"],\"failedLockTokens\":[]}";

    @Test
    void asksWithAnEmptyBodyAndNoContentType() {
        try (var server = ScriptedServer.http(Answer.ok("{\"value\":[]}"));
                var receiver = receiver(server)) {
            assertThat(receiver.receive(10, Duration.ofSeconds(10)).details()).isEmpty();

            RecordedRequest request = server.onlyRequest();
            assertThat(request.line())
                    .isEqualTo(
                            PATH
                                    + ":receive?api-version=2024-06-01&maxEvents=10&maxWaitTime=10"
                                    + " HTTP/1.1");
            assertThat(request.body()).isEmpty();
            assertThat(request.headers())
                    .containsEntry("content-length", "0")
                    .containsEntry("accept", "application/json")
                    .containsEntry("authorization", "SharedAccessKey secret-key")
                    .doesNotContainKey("content-type");
        }
    }

    @Test
    void roundsPartsOfASecondUp() {
        try (var server = ScriptedServer.http(Answer.ok("{\"value\":[]}"));
                var receiver = receiver(server)) {
            receiver.receive(1, Duration.ofMillis(500));
            receiver.receive(1, Duration.ZERO);
            receiver.receive(1, Duration.ofMillis(10_001));

            assertThat(server.requests())
                    .extracting(
                            request -> request.line().replaceAll(".*maxWaitTime=(\\d+) .*", "$1"))
                    .containsExactly("1", "0", "11");
        }
    }

    @Test
    void givesEventsAsTheirExactSlicesAndPassesOverWhatItDoesNotKnow() {
        String spaced = "{ \"id\" : \"é\\u00e9\" , \"n\" : [ ] }";
        String answer =
                """
                {"next":{"a":[1,{}]},"value":[{"brokerProperties":{"lockToken":"LT+/=","new":[{}],
                "deliveryCount":3},"event": %s ,"more":[[]]},
                {"event":%s,"brokerProperties":{"deliveryCount":1,"lockToken":"LT2"}}],"x":null}\
                """
                        .formatted(spaced, EVENT);
        try (var server = ScriptedServer.http(Answer.ok(answer));
                var receiver = receiver(server)) {
            List<ReceiveDetails> details = receiver.receive(2, Duration.ofSeconds(10)).details();

            assertThat(details)
                    .extracting(ReceiveDetails::brokerProperties)
                    .containsExactly(
                            new BrokerProperties("LT+/=", 3), new BrokerProperties("LT2", 1));
            assertThat(details)
                    .extracting(one -> text(((JsonCloudEvent) one.event()).json()))
                    .containsExactly(spaced, EVENT);
        }
    }

    @Test
    void settlesByLockTokens() {
        try (var server = ScriptedServer.http(Answer.ok(NOTHING_FAILED));
                var receiver = receiver(server)) {
            List<String> tokens = List.of("LT1", "LT2");
            SettlementResult result = receiver.acknowledge(tokens);
            receiver.release(tokens);
            receiver.release(tokens, ReleaseDelay.TEN_SECONDS);
            receiver.reject(tokens);
            receiver.renewLocks(tokens);

            assertThat(result).isEqualTo(new SettlementResult(tokens, List.of()));
            assertThat(server.requests())
                    .extracting(RecordedRequest::line)
                    .containsExactly(
                            PATH + ":acknowledge?api-version=2024-06-01 HTTP/1.1",
                            PATH + ":release?api-version=2024-06-01 HTTP/1.1",
                            PATH
                                    + ":release?api-version=2024-06-01&releaseDelayInSeconds=10"
                                    + " HTTP/1.1",
                            PATH + ":reject?api-version=2024-06-01 HTTP/1.1",
                            PATH + ":renewLock?api-version=2024-06-01 HTTP/1.1");
            assertThat(server.requests())
                    .allSatisfy(request -> {
                        assertThat(request.body()).isEqualTo("{\"lockTokens\":[\"LT1\",\"LT2\"]}");
                        assertThat(request.header("content-type")).isEqualTo("application/json");
                    });
        }
    }

    @Test
    void readsWhyTokensFailedInBothShapes() {
        String answer =
                """
                {"failedLockTokens":[
                {"lockToken":"a","error":{"code":"TokenLost","message":"Token has expired.",
                "details":[{"code":"x"}],"innererror":{"code":"y"}}},
                {"lockToken":"b","errorCode":"BadToken","errorDescription":"Cannot decode lockToken"},
                {"lockToken":"c","error":null}],"succeededLockTokens":["d"]}\
                """;
        try (var server = ScriptedServer.http(Answer.ok(answer));
                var receiver = receiver(server)) {
            assertThat(receiver.acknowledge(List.of("a", "b", "c", "d")))
                    .isEqualTo(
                            new SettlementResult(
                                    List.of("d"),
                                    List.of(
                                            new FailedLockToken(
                                                    "a", "TokenLost", "Token has expired."),
                                            new FailedLockToken(
                                                    "b", "BadToken", "Cannot decode lockToken"),
                                            new FailedLockToken("c", "", ""))));
        }
    }

    @Test
    void asksNothingForNoTokens() {
        try (var server = ScriptedServer.http(Answer.ok(NOTHING_FAILED));
                var receiver = receiver(server)) {
            assertThat(receiver.acknowledge(List.of()))
                    .isEqualTo(new SettlementResult(List.of(), List.of()));
            assertThat(server.requests()).isEmpty();
        }
    }
}
