package io.gridgate.app.gateway;

import static io.gridgate.app.gateway.GatewayFixture.ADMIN_KEY;
import static io.gridgate.app.gateway.GatewayFixture.KEY;
import static io.gridgate.app.gateway.GatewayFixture.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.app.gateway.GatewayFixture.Post;
import io.gridgate.http.HttpLimits;
import io.gridgate.log.Tally;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

/** Quarantine as partners and operators see it; the contracts are those of this repository. */
final class GatewayQuarantineTest {

    private static final String ONE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String GOOD =
            "{\"employeeId\":\"2f1b5f6e-0c1d-4f6a-9a51-7c6c7d7e9b10\",\"day\":\"2026-11-20\",\"rating\":4}";
    private static final String BAD = GOOD.replace("4}", "9}");
    private static final String PATCH = "[{\"op\":\"replace\",\"path\":\"/rating\",\"value\":5}]";

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
    void answersWithAReceiptThatSaysSoAndRecognisesRepeats() throws Exception {
        HttpResponse<String> response = send(ONE, event("1", BAD));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).at("/receipts/0/status").asText()).isEqualTo("quarantined");
        assertThat(json(response).at("/receipts/0/contract").asText())
                .isEqualTo("com.contoso.wellbeing.rated/2");
        assertThat(json(response).at("/receipts/0/violations").toString())
                .isEqualTo("[{\"pointer\":\"/rating\",\"detail\":\"must be at most 5\"}]");
        assertThat(json(send(ONE, event("1", BAD))).at("/receipts/0/status").asText())
                .isEqualTo("duplicate");
        String other = event("1", BAD.replace("9", "8"));
        assertThat(send(ONE, other).statusCode()).isEqualTo(409);
        assertThat(gateway.tally("acme", "held").matched()).isZero();
        assertThat(state("1")).isEqualTo("quarantined");
    }

    @Test
    void keepsEventsOfABatchApart() throws Exception {
        String batch =
                "[" + event("1", GOOD) + "," + event("2", BAD) + "," + event("3", GOOD) + "]";

        HttpResponse<String> response = send(BATCH, batch);

        assertThat(response.statusCode()).isEqualTo(207);
        assertThat(json(response).findValuesAsText("status"))
                .containsExactly("accepted", "quarantined", "accepted");
        assertThat(gateway.tally("acme", "held")).isEqualTo(new Tally(2, 0, 0, 2, 0));
        assertThat(admin("GET", "").body())
                .isEqualTo(
                        "{\"sources\":[{\"partner\":\"acme\",\"source\":\"held\",\"came\":1,"
                                + "\"released\":0,\"dropped\":0,\"held\":1}]}");
    }

    @Test
    void repairsAnEventThatThenReachesTheNamespace() throws Exception {
        send(ONE, event("1", BAD));
        assertThat(json(admin("GET", "/acme/held")).at("/events/0/id").asText()).isEqualTo("1");
        assertThat(json(admin("GET", "/acme/held/0")).at("/event/data/rating").asInt())
                .isEqualTo(9);

        assertThat(json(post("/0/repair?try=true", PATCH)).at("/violations").isEmpty()).isTrue();
        assertThat(post("/0/repair", PATCH.replace("5", "7")).statusCode()).isEqualTo(422);
        HttpResponse<String> repaired = post("/0/repair", PATCH);

        assertThat(json(repaired).at("/status").asText()).isEqualTo("released");
        assertThat(gateway.tally("acme", "held")).isEqualTo(new Tally(1, 0, 0, 1, 0));
        assertThat(state("1")).isEqualTo("waiting");
        assertThat(post("/0/repair", PATCH).statusCode()).isEqualTo(404);
        assertThat(json(send(ONE, event("1", BAD))).at("/receipts/0/status").asText())
                .isEqualTo("duplicate");
    }

    @Test
    void dropsAnEvent() throws Exception {
        send(ONE, event("1", BAD));

        assertThat(post("/0/drop?reason=a%20test", "").body())
                .isEqualTo(
                        "{\"status\":\"dropped\",\"sequence\":0,\"id\":\"1\",\"source\":\"/s\"}");

        assertThat(state("1")).isEqualTo("dropped");
        assertThat(gateway.tally("acme", "held").matched()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    GET  | /acme/none            | 404 | No source of these names has a quarantine; there is [acme/held].
                    GET  | /acme/held/7          | 404 | No such event is in quarantine.
                    GET  | /acme/held/x          | 400 | sequence must be a number from 0 to 9223372036854775807
                    GET  | /acme/held?max=101    | 400 | max must be a number from 1 to 100
                    GET  | /acme/held?after=-2   | 400 | after must be a number from -1 to 9223372036854775807
                    POST | /acme/held/0/repair   | 400 | The body must be a JSON Patch (RFC 6902) for the data of the event.
                    POST | /acme/held/7/release  | 404 | No such event is in quarantine.
                    """)
    void saysWhatIsWrongWithACall(String method, String path, int status, String detail)
            throws Exception {
        HttpResponse<String> response = admin(method, path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).at("/detail").asText()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, /acme/held",
        "GET, /acme/held/0",
        "POST, /acme/held/0/repair",
        "POST, /acme/held/0/release",
        "POST, /acme/held/0/drop"
    })
    void asksForAnAdminKey(String method, String path) throws Exception {
        send(ONE, event("1", BAD));

        HttpResponse<String> refused =
                gateway.send(
                        method, "/admin/quarantine" + path, Map.of("Authorization", "Bearer x"));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(state("1")).isEqualTo("quarantined");
    }

    private String state(String id) throws Exception {
        HttpResponse<String> status =
                gateway.send(
                        "GET",
                        "/partners/acme/held/events?source=/s&id=" + id,
                        Map.of("Authorization", "Bearer " + KEY));
        return json(status).at("/state").asText();
    }

    private HttpResponse<String> admin(String method, String path) throws Exception {
        return gateway.send(
                method, "/admin/quarantine" + path, Map.of("Authorization", "Bearer " + ADMIN_KEY));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return gateway.send(
                Post.of("/admin/quarantine/acme/held" + path, "application/json-patch+json", body)
                        .withKey(ADMIN_KEY));
    }

    private HttpResponse<String> send(String contentType, String body) throws Exception {
        return gateway.send(Post.of("/partners/acme/held", contentType, body).withKey(KEY));
    }

    private static String event(String id, String data) {
        return """
        {"specversion":"1.0","id":"%s","source":"/s","type":"com.contoso.wellbeing.rated","data":%s}\
        """
                .formatted(id, data);
    }
}
