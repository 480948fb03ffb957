package io.gridgate.http.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Publish, receive and settle: the live tests of Microsoft's SDKs, said again over plain HTTP. */
class DeliveryTest {

    private static final String LOST =
            "\"error\":{\"code\":\"TokenLost\",\"message\":\"Token has expired.\"}";
    private static final String BAD =
            "\"error\":{\"code\":\"BadToken\",\"message\":\"Cannot decode lockToken\"}";

    @TempDir private Path folder;
    private NamespaceFixture namespace;

    @BeforeEach
    void start() throws Exception {
        namespace = open(folder);
    }

    /** Opens a namespace on a log; other stores have their own. */
    NamespaceFixture open(Path data) throws Exception {
        return new NamespaceFixture(data, NamespaceLimits.RELAXED);
    }

    @AfterEach
    void stop() {
        namespace.close();
    }

    @Test
    void publishesReceivesAndAcknowledges() throws Exception {
        HttpResponse<String> published =
                namespace.publish(
                        "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"/s\",\"id\":\"1\","
                                + "\"data\":\"hello world\"}");
        assertThat(published.statusCode()).isEqualTo(200);
        assertThat(published.body()).isEqualTo("{}");
        assertThat(published.headers().firstValue("Content-Type")).contains("application/json");

        HttpResponse<String> received = namespace.receive("worker", "&maxEvents=1&maxWaitTime=0");
        String token = token(received);
        assertThat(received.statusCode()).isEqualTo(200);
        assertThat(received.headers().firstValue("Content-Type"))
                .contains("application/json; charset=utf-8");
        assertThat(received.body())
                .isEqualTo(
                        "{\"value\":[{\"brokerProperties\":{\"lockToken\":\""
                                + token
                                + "\",\"deliveryCount\":1},\"event\":{\"specversion\":\"1.0\","
                                + "\"type\":\"t\",\"source\":\"/s\",\"id\":\"1\","
                                + "\"data\":\"hello world\"}}]}");

        HttpResponse<String> acknowledged = namespace.settle("acknowledge", token);
        assertThat(acknowledged.statusCode()).isEqualTo(200);
        assertThat(acknowledged.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(acknowledged.body()).isEqualTo(succeeded(token));
        assertNothingLeft("worker");
    }

    @Test
    void answersEmptyWhenThereIsNothing() throws Exception {
        HttpResponse<String> received = namespace.receive("worker", "&maxWaitTime=0");
        assertThat(received.statusCode()).isEqualTo(200);
        assertThat(received.body()).isEqualTo("{\"value\":[]}");
    }

    @Test
    void failsSettledTokensAlike() throws Exception {
        String token = deliver("worker");
        assertThat(namespace.settle("acknowledge", token).body()).isEqualTo(succeeded(token));
        for (String operation : List.of("acknowledge", "reject", "release", "renewLock")) {
            HttpResponse<String> again = namespace.settle(operation, token);
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.body())
                    .isEqualTo(failed("{\"lockToken\":\"" + token + "\"," + LOST + "}"));
        }
    }

    @Test
    void settlesTheGoodTokensOfAMixedRequest() throws Exception {
        namespace.publishBatch(
                "[" + NamespaceFixture.event("1") + "," + NamespaceFixture.event("2") + "]");
        List<JsonNode> details = namespace.details("worker", 2);
        String first = namespace.token(details.get(0));
        String second = namespace.token(details.get(1));
        namespace.settle("acknowledge", first);

        assertThat(namespace.settle("acknowledge", "faketoken", first, second, second).body())
                .isEqualTo(
                        "{\"succeededLockTokens\":[\""
                                + second
                                + "\"],\"failedLockTokens\":[{\"lockToken\":\"faketoken\","
                                + BAD
                                + "},{\"lockToken\":\""
                                + first
                                + "\","
                                + LOST
                                + "},{\"lockToken\":\""
                                + second
                                + "\","
                                + LOST
                                + "}]}");
    }

    @Test
    void settlesNothingWithoutTokens() throws Exception {
        assertThat(namespace.settle("acknowledge").body())
                .isEqualTo("{\"succeededLockTokens\":[],\"failedLockTokens\":[]}");
    }

    @Test
    void losesTheTokenOfAnotherSubscription() throws Exception {
        String token = deliver("worker");
        assertThat(namespace.settleAs("audit", "acknowledge", "", token).body())
                .isEqualTo(failed("{\"lockToken\":\"" + token + "\"," + LOST + "}"));
        assertThat(namespace.settle("acknowledge", token).body()).isEqualTo(succeeded(token));
    }

    @Test
    void dropsARejectedEvent() throws Exception {
        String token = deliver("worker");
        assertThat(namespace.settle("reject", token).body()).isEqualTo(succeeded(token));
        assertNothingLeft("worker");
    }

    @Test
    void deliversAReleasedEventAgain() throws Exception {
        String token = deliver("worker");
        assertThat(namespace.settle("release", token).body()).isEqualTo(succeeded(token));
        JsonNode again = namespace.details("worker", 1).getFirst();
        assertThat(again.get("brokerProperties").get("deliveryCount").asInt()).isEqualTo(2);
        assertThat(namespace.token(again)).isNotEqualTo(token);
        assertThat(namespace.settle("acknowledge", token).body()).contains("TokenLost");
    }

    @Test
    void holdsAReleasedEventBackForTheDelay() throws Exception {
        String token = deliver("worker");
        namespace.settleAs("worker", "release", "&releaseDelayInSeconds=10", token);
        namespace.advance(Duration.ofSeconds(9));
        assertNothingLeft("worker");
        namespace.advance(Duration.ofSeconds(1));
        JsonNode again = namespace.details("worker", 1).getFirst();
        assertThat(again.get("brokerProperties").get("deliveryCount").asInt()).isEqualTo(2);
    }

    @Test
    void givesUpAtTheDeliveryLimit() throws Exception {
        for (int delivery = 1; delivery <= 2; delivery++) {
            JsonNode detail =
                    delivery == 1 ? first("audit") : namespace.details("audit", 1).getFirst();
            assertThat(detail.get("brokerProperties").get("deliveryCount").asInt())
                    .isEqualTo(delivery);
            namespace.settleAs("audit", "release", "", namespace.token(detail));
        }
        assertNothingLeft("audit");
    }

    @Test
    void losesTheTokenWhenTheLockRunsOut() throws Exception {
        String token = deliver("worker");
        namespace.advance(NamespaceFixture.LOCK);
        assertThat(namespace.settle("acknowledge", token).body()).contains("TokenLost");
        assertThat(namespace.details("worker", 1)).hasSize(1);
    }

    @Test
    void keepsTheLockWhileItIsRenewed() throws Exception {
        String token = deliver("worker");
        namespace.advance(Duration.ofSeconds(59));
        assertThat(namespace.settle("renewLock", token).body()).isEqualTo(succeeded(token));
        namespace.advance(Duration.ofSeconds(59));
        assertNothingLeft("worker");
        assertThat(namespace.settle("acknowledge", token).body()).isEqualTo(succeeded(token));
    }

    @Test
    void comparesNamesInAnyCase() throws Exception {
        namespace.publish(NamespaceFixture.event("1"));
        HttpResponse<String> received =
                namespace.post(
                        "/topics/ORDERS/eventsubscriptions/Worker:receive"
                                + "?API-VERSION=2024-06-01&MaxEvents=1&MAXWAITTIME=0",
                        "");
        String token = token(received);
        assertThat(namespace.settle("acknowledge", token).body()).isEqualTo(succeeded(token));
    }

    @Test
    void servesATopicThatIsDeclaredWhileItRuns() throws Exception {
        namespace.log.declare(new Topic(new TopicName("later"), Duration.ofDays(1), Duration.ZERO));
        HttpResponse<String> published =
                namespace.post(
                        "/topics/later:publish?" + NamespaceFixture.VERSION,
                        NamespaceFixture.event("1"),
                        "Content-Type",
                        "application/cloudevents+json");
        assertThat(published.statusCode()).isEqualTo(200);
    }

    @Test
    void recognisesRepeatsWhereTheTopicDeduplicates() throws Exception {
        TopicName once = new TopicName("once");
        namespace.log.declare(new Topic(once, Duration.ofDays(1), Duration.ofHours(1)));
        String event = NamespaceFixture.event("1");
        assertThat(publishOnce(event).statusCode()).isEqualTo(200);
        assertThat(publishOnce(event).statusCode()).isEqualTo(200);
        HttpResponse<String> conflict = publishOnce(event.replace("test.made", "test.other"));
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.headers().firstValue("broker-errorcode")).contains("Conflict");
        assertThat(namespace.json(conflict.body()).get("error").get("message").asText())
                .isEqualTo("Event 0 has the source and id of an accepted event but other content.");
    }

    @Test
    void servesTheFirstApiVersion() throws Exception {
        namespace.publish(NamespaceFixture.event("1"));
        String path = "/topics/orders/eventsubscriptions/worker:";
        String token =
                token(namespace.post(path + "receive?api-version=2023-11-01&maxWaitTime=0", ""));
        assertThat(
                        namespace
                                .post(
                                        path + "release?api-version=2023-11-01",
                                        "{\"lockTokens\":[\"" + token + "\"]}")
                                .body())
                .isEqualTo(succeeded(token));
    }

    private HttpResponse<String> publishOnce(String event) throws Exception {
        return namespace.post(
                "/topics/once:publish?" + NamespaceFixture.VERSION,
                event,
                "Content-Type",
                "application/cloudevents+json");
    }

    private JsonNode first(String subscription) throws Exception {
        namespace.publish(NamespaceFixture.event("1"));
        return namespace.details(subscription, 1).getFirst();
    }

    private String deliver(String subscription) throws Exception {
        return namespace.token(first(subscription));
    }

    private String token(HttpResponse<String> received) throws Exception {
        return namespace.token(namespace.json(received.body()).get("value").get(0));
    }

    private void assertNothingLeft(String subscription) throws Exception {
        assertThat(namespace.details(subscription, 10)).isEmpty();
    }

    private static String succeeded(String token) {
        return "{\"succeededLockTokens\":[\"" + token + "\"],\"failedLockTokens\":[]}";
    }

    private static String failed(String details) {
        return "{\"succeededLockTokens\":[],\"failedLockTokens\":[" + details + "]}";
    }
}
