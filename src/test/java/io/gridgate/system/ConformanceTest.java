package io.gridgate.system;

import static io.gridgate.system.harness.NamespaceApi.deliveryCount;
import static io.gridgate.system.harness.NamespaceApi.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.system.harness.Answer;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.NamespaceApi;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Settling over raw HTTP as Microsoft's own live tests assert it, header by header. */
class ConformanceTest {

    private static final int TOPICS = 12;
    private static final AtomicInteger NEXT_TOPIC = new AtomicInteger();
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"source\",\"type\":\"type\","
                    + "\"data\":{\"Name\":\"Bob\",\"Age\":18}}";

    private static Namespace namespace;
    private static Http http;

    @BeforeAll
    static void startNamespace() {
        List<String> flags = new ArrayList<>(List.of("--relaxed-limits"));
        for (int i = 0; i < TOPICS; i++) {
            flags.addAll(
                    List.of("--topic", "topic" + i, "--subscription", "topic" + i + "/reader"));
        }
        namespace = Namespace.start("conformance", flags.toArray(String[]::new));
        http = Http.trusting(namespace.authority());
    }

    @AfterAll
    static void stopNamespace() {
        http.close();
        namespace.close();
    }

    @Test
    void answersAPublishWithAnEmptyObject() throws IOException {
        Answer answer = fresh().publish(EVENT.formatted("1"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.headers().map().keySet().stream().map(String::toLowerCase))
                .containsExactlyInAnyOrder("content-length", "content-type", "date");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void answersAReceiveWithBrokerPropertiesAndEvent() throws IOException {
        NamespaceApi api = fresh();
        api.publish(EVENT.formatted("1"));

        Answer answer = api.receiveRaw("&maxEvents=1&maxWaitTime=10");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        String token = token(answer.json().get("value").get(0));
        assertThat(token).isNotEmpty();
        assertThat(answer.body())
                .startsWith(
                        "{\"value\":[{\"brokerProperties\":{\"lockToken\":\"%s\",\"deliveryCount\":1},"
                                .formatted(token))
                .endsWith(",\"data\":{\"Age\":18,\"Name\":\"Bob\"}}}]}");
        assertThat(answer.json().at("/value/0/event"))
                .isEqualTo(new ObjectMapper().readTree(EVENT.formatted("1")));
    }

    @Test
    void answersAnEmptyReceiveInTwelveBytes() throws IOException {
        Answer answer = fresh().receiveRaw("&maxEvents=1&maxWaitTime=0");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"value\":[]}");
        assertThat(answer.header("Content-Length")).isEqualTo("12");
    }

    @Test
    void answersASettlementWithBothArrays() throws IOException {
        NamespaceApi api = fresh();
        api.publish(EVENT.formatted("1"));
        String token = token(api.receive(1, 10).getFirst());

        Answer answer = api.settle("acknowledge", "", token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"succeededLockTokens\":[\"%s\"],\"failedLockTokens\":[]}"
                                .formatted(token));
    }

    @Test
    void losesATokenThatWasSettledWhateverComesNext() throws IOException {
        NamespaceApi api = fresh();
        api.publish(EVENT.formatted("1"));
        String token = token(api.receive(1, 10).getFirst());
        api.settle("acknowledge", "", token);

        for (String operation : List.of("acknowledge", "reject", "release", "renewLock")) {
            Answer answer = api.settle(operation, "", token);
            assertThat(answer.status()).as(operation).isEqualTo(200);
            assertThat(answer.body()).as(operation).isEqualTo(lost(token));
        }
    }

    @Test
    void answersPerTokenInTheOrderOfTheRequest() throws IOException {
        NamespaceApi api = fresh();
        api.publishBatch("[" + EVENT.formatted("1") + "," + EVENT.formatted("2") + "]");
        List<JsonNode> both = receiveAll(api, 2);
        String first = token(both.get(0));
        String second = token(both.get(1));
        api.settle("acknowledge", "", first);

        JsonNode result = api.settle("acknowledge", "", "faketoken", first, second, "other").json();

        assertThat(result.get("succeededLockTokens")).hasSize(1);
        assertThat(result.at("/succeededLockTokens/0").asText()).isEqualTo(second);
        JsonNode failed = result.get("failedLockTokens");
        assertThat(failed.findValuesAsText("lockToken"))
                .containsExactly("faketoken", first, "other");
        assertThat(failed.findValuesAsText("code"))
                .containsExactly("BadToken", "TokenLost", "BadToken");
        assertThat(failed.findValuesAsText("message"))
                .containsExactly(
                        "Cannot decode lockToken", "Token has expired.", "Cannot decode lockToken");
    }

    @Test
    void givesTokensShapedAsAzureGivesThem() throws IOException {
        NamespaceApi api = fresh();
        api.publishBatch("[" + EVENT.formatted("1") + "," + EVENT.formatted("2") + "]");
        List<String> tokens = receiveAll(api, 2).stream().map(NamespaceApi::token).toList();

        List<byte[]> decoded = tokens.stream().map(Base64.getDecoder()::decode).toList();

        assertThat(decoded).allSatisfy(bytes -> assertThat(bytes).hasSize(60));
        assertThat(new String(decoded.get(0), 0, 40, StandardCharsets.US_ASCII))
                .matches("\\n&\\n\\$[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")
                .isEqualTo(new String(decoded.get(1), 0, 40, StandardCharsets.US_ASCII));
        assertThat(decoded.get(0)).isNotEqualTo(decoded.get(1));
    }

    @Test
    void countsAReleaseAsADeliveryAndMakesTheOldTokenStale() throws IOException {
        NamespaceApi api = fresh();
        api.publish(EVENT.formatted("1"));
        JsonNode first = api.receive(1, 10).getFirst();
        assertThat(deliveryCount(first)).isEqualTo(1);
        api.settle("release", "&releaseDelayInSeconds=0", token(first));

        JsonNode second = api.receive(1, 10).getFirst();

        assertThat(deliveryCount(second)).isEqualTo(2);
        assertThat(token(second)).isNotEqualTo(token(first));
        assertThat(api.settle("acknowledge", "", token(first)).body())
                .isEqualTo(lost(token(first)));
    }

    @Test
    void takesParameterNamesInAnyCase() throws IOException {
        NamespaceApi api = fresh();
        api.publishBatch("[" + EVENT.formatted("1") + "," + EVENT.formatted("2") + "]");

        Answer answer = api.receiveRaw("&MAXEVENTS=1&maxwaittime=10");

        assertThat(answer.json().get("value")).hasSize(1);
    }

    @Test
    void wakesAWaitingReceiveAtOnce() throws Exception {
        NamespaceApi api = fresh();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> api.receive(1, 60));
            api.publish(EVENT.formatted("1"));
            assertThat(waiting.get(20, TimeUnit.SECONDS)).hasSize(1);
        }
    }

    private static NamespaceApi fresh() {
        String topic = "topic" + NEXT_TOPIC.getAndIncrement();
        return new NamespaceApi(http, namespace.httpsUrl(), topic, "reader");
    }

    private static List<JsonNode> receiveAll(NamespaceApi api, int count) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        while (all.size() < count) {
            List<JsonNode> part = api.receive(100, 10);
            assertThat(part).isNotEmpty();
            all.addAll(part);
        }
        return all;
    }

    private static String lost(String token) {
        return ("{\"succeededLockTokens\":[],\"failedLockTokens\":[{\"lockToken\":\"%s\","
                        + "\"error\":{\"code\":\"TokenLost\",\"message\":\"Token has expired.\"}}]}")
                .formatted(token);
    }
}
