package io.gridgate.app.gateway;

import static io.gridgate.app.gateway.GatewayFixture.KEY;
import static io.gridgate.app.gateway.GatewayFixture.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.app.gateway.GatewayFixture.Post;
import io.gridgate.http.HttpLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a partner gets to see of contracts; the contracts are those of this repository. */
final class GatewayContractsTest {

    private static final String ONE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String RATED = "com.contoso.wellbeing.rated";
    private static final String GOOD =
            "{\"employeeId\":\"2f1b5f6e-0c1d-4f6a-9a51-7c6c7d7e9b10\",\"day\":\"2026-11-20\",\"rating\":4}";

    @TempDir private Path folder;
    private GatewayFixture gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new GatewayFixture(folder, HttpLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void acceptsWhatKeepsItsContract() throws Exception {
        HttpResponse<String> response = send("checked", ONE, event("1", RATED, GOOD));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).at("/receipts/0/status").asText()).isEqualTo("accepted");
        assertThat(gateway.reported()).isEmpty();
    }

    @Test
    void rejectsWhatViolatesItsContractAndSaysWhereAndWhatWouldBeRight() throws Exception {
        String bad = GOOD.replace("4", "9").replace("}", ",\"mood/day\":1}");

        HttpResponse<String> response = send("checked", ONE, event("1", RATED, bad));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(response.headers().firstValue("Location")).isEmpty();
        assertThat(response.body())
                .isEqualTo(
                        "{\"type\":\"urn:gridgate:problem:rejected\",\"title\":\"The event was"
                                + " rejected\",\"status\":400,\"detail\":\"`data` must keep the"
                                + " contract com.contoso.wellbeing.rated/2\",\"code\":\"rejected\","
                                + "\"receipts\":[{\"status\":\"rejected\",\"id\":\"1\",\"source\":\"/s\","
                                + "\"attribute\":\"data\",\"reason\":\"must keep the contract"
                                + " com.contoso.wellbeing.rated/2\",\"violations\":[{\"pointer\":"
                                + "\"/rating\",\"detail\":\"must be at most 5\"}]}]}");
        assertThat(gateway.stored()).isZero();
        assertThat(gateway.reported()).containsExactly("acme/checked 1 rejected");
    }

    @Test
    void takesTheOtherEventsOfABatch() throws Exception {
        String batch =
                "["
                        + event("1", RATED, GOOD)
                        + ","
                        + event("2", RATED, "{}")
                        + ",{\"specversion\":\"1.0\"},"
                        + event("4", RATED, GOOD)
                        + "]";

        HttpResponse<String> response = send("checked", BATCH, batch);

        assertThat(response.statusCode()).isEqualTo(207);
        assertThat(json(response).findValuesAsText("status"))
                .containsExactly("accepted", "rejected", "rejected", "accepted");
        assertThat(json(response).at("/receipts/1/violations/1").toString())
                .isEqualTo("{\"pointer\":\"\",\"detail\":\"must have the property 'day'\"}");
        assertThat(json(response).at("/receipts/2/violations").isMissingNode()).isTrue();
        assertThat(gateway.stored()).isEqualTo(2);
    }

    @Test
    void followsDataschemaToAnOlderVersion() throws Exception {
        String unknownToVersion2 = GOOD.replace("}", ",\"mood\":\"fine\"}");
        String event = event("1", RATED, unknownToVersion2);
        String version1 = "https://schemas.contoso.com/" + RATED + "/1.json";

        assertThat(send("checked", ONE, event).statusCode()).isEqualTo(400);
        assertThat(
                        send(
                                        "checked",
                                        ONE,
                                        event.replaceFirst(
                                                "\\{", "{\"dataschema\":\"" + version1 + "\","))
                                .statusCode())
                .isEqualTo(202);
    }

    @Test
    void acceptsAndReportsOnceWhereThatIsThePolicy() throws Exception {
        HttpResponse<String> response = send("reported", ONE, event("1", RATED, "{}"));
        HttpResponse<String> again = send("reported", ONE, event("1", RATED, "{}"));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).at("/receipts/0/violations").isMissingNode()).isTrue();
        assertThat(json(again).at("/receipts/0/status").asText()).isEqualTo("duplicate");
        assertThat(gateway.reported()).containsExactly("acme/reported 3 accepted");
    }

    @Test
    void takesTypesWithoutContractOrNotAsTheSourceHasIt() throws Exception {
        String event = event("1", "com.contoso.other", "{}");

        HttpResponse<String> refused = send("reported", ONE, event);

        assertThat(send("checked", ONE, event).statusCode()).isEqualTo(202);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/receipts/0").toString())
                .isEqualTo(
                        "{\"status\":\"rejected\",\"id\":\"1\",\"source\":\"/s\",\"attribute\":\"type\","
                                + "\"reason\":\"has no contract here, and this source takes no other"
                                + " types\"}");
    }

    @Test
    void checksNothingWhereASourceHasNoRule() throws Exception {
        assertThat(send("events", ONE, event("1", RATED, "{}")).statusCode()).isEqualTo(202);
        assertThat(gateway.reported()).isEmpty();
    }

    @Test
    void checksDataInBinaryModeToo() throws Exception {
        Post binary =
                Post.of("/partners/acme/checked", "application/json", "{\"rating\":1}")
                        .with("ce-specversion", "1.0")
                        .with("ce-id", "b")
                        .with("ce-source", "/s")
                        .with("ce-type", RATED)
                        .withKey(KEY);

        JsonNode receipt = json(gateway.send(binary)).at("/receipts/0");

        assertThat(receipt.at("/violations/0/detail").asText())
                .isEqualTo("must have the property 'employeeId'");
    }

    @Test
    void keepsAnswersAboutManyViolationsShort() throws Exception {
        String lines =
                IntStream.range(0, 20_000)
                        .mapToObj(i -> "{\"sku\":" + i + "}")
                        .collect(Collectors.joining(",", "{\"lines\":[", "]}"));

        HttpResponse<String> response =
                send("checked", ONE, event("1", "com.contoso.order.placed", lines));

        JsonNode receipt = json(response).at("/receipts/0");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(receipt.get("violations")).hasSize(10);
        assertThat(receipt.get("reason").asText())
                .isEqualTo(
                        "must keep the contract com.contoso.order.placed/1; only the first"
                                + " violations are listed");
        assertThat(response.body()).hasSizeLessThan(2_000);
    }

    @Test
    void tellsOperatorsWhichContractsAreInForce() throws Exception {
        HttpResponse<String> answer =
                gateway.send(
                        "GET",
                        "/admin/contracts",
                        Map.of("Authorization", "Bearer " + GatewayFixture.ADMIN_KEY));

        JsonNode status = json(answer);
        assertThat(status.path("folder").asText()).isEqualTo("../schemas");
        assertThat(status.path("replaced").asInt()).isZero();
        assertThat(status.path("refused").asInt()).isZero();
        assertThat(status.has("refusal")).isFalse();
        assertThat(status.path("contracts").toString()).contains("\"com.contoso.order.placed/1\"");
    }

    private HttpResponse<String> send(String source, String contentType, String body)
            throws Exception {
        return gateway.send(Post.of("/partners/acme/" + source, contentType, body).withKey(KEY));
    }

    private static String event(String id, String type, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/s\",\"type\":\"%s\",\"data\":%s}"
                .formatted(id, type, data);
    }
}
