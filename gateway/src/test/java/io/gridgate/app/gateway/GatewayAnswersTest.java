package io.gridgate.app.gateway;

import static io.gridgate.app.gateway.GatewayFixture.KEY;
import static io.gridgate.app.gateway.GatewayFixture.OTHER_KEY;
import static io.gridgate.app.gateway.GatewayFixture.SECRET;
import static io.gridgate.app.gateway.GatewayFixture.STATUS_KEY;
import static io.gridgate.app.gateway.GatewayFixture.event;
import static io.gridgate.app.gateway.GatewayFixture.json;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.app.gateway.GatewayFixture.Post;
import io.gridgate.auth.Admission;
import io.gridgate.auth.Caller;
import io.gridgate.auth.SecurityDecision;
import io.gridgate.auth.SecurityDecision.Action;
import io.gridgate.http.HttpLimits;
import io.gridgate.testing.ScriptedNamespace.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** What a partner who does everything right gets to see. */
final class GatewayAnswersTest {

    private static final String ONE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

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
    void acceptsAnEventWithAReceipt() throws Exception {
        HttpResponse<String> response = gateway.send(post(ONE, event("1")).withKey(KEY));

        String statusUrl = "/partners/acme/events/events?source=%2Facme&id=1";
        JsonNode receipt = json(response).at("/receipts/0");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Location")).contains(statusUrl);
        assertThat(response.body())
                .isEqualTo(
                        "{\"receipts\":[{\"status\":\"accepted\",\"id\":\"1\",\"source\":\"/acme\","
                                + "\"sequence\":%s,\"acceptedAt\":%s,\"statusUrl\":\"%s\"}]}",
                        receipt.get("sequence"), receipt.get("acceptedAt"), statusUrl);
        assertThat(gateway.stored()).isEqualTo(1);
    }

    @Test
    void readsACompressedEvent() throws Exception {
        Post plain = post(ONE, event("1"));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write(plain.body());
        }
        Post post = new Post(plain.path(), plain.headers(), body.toByteArray());

        assertThat(gateway.send(post.with("Content-Encoding", "gzip").withKey(KEY)).statusCode())
                .isEqualTo(202);
        assertThat(json(gateway.send(plain.withKey(KEY))).at("/receipts/0/status").asText())
                .isEqualTo("duplicate");
    }

    @Test
    void answersARepeatWithTheFirstAcceptance() throws Exception {
        JsonNode first = json(gateway.send(post(ONE, event("1")).withKey(KEY)));

        HttpResponse<String> again = gateway.send(post(ONE, event("1")).with("x-api-key", KEY));

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.toString().replace("accepted\"", "duplicate\""));
        assertThat(gateway.stored()).isEqualTo(1);
    }

    @Test
    void answersOtherContentUnderAKnownIdWithBothHashes() throws Exception {
        gateway.send(post(ONE, event("1")).withKey(KEY));

        HttpResponse<String> other =
                gateway.send(post(ONE, event("1").replace("order", "other")).withKey(KEY));

        JsonNode problem = json(other);
        JsonNode receipt = problem.at("/receipts/0");
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.get("type").asText()).isEqualTo("urn:gridgate:problem:conflict");
        assertThat(receipt.get("status").asText()).isEqualTo("conflict");
        assertThat(receipt.get("storedHash").asText())
                .hasSize(64)
                .isNotEqualTo(receipt.get("offeredHash").asText());
        assertThat(gateway.stored()).isEqualTo(1);
    }

    @Test
    void answersABatchWhoseReceiptsDifferWith207() throws Exception {
        gateway.send(post(ONE, event("1")).withKey(KEY));
        String batch =
                "[%s,%s,%s,{\"specversion\":\"1.0\",\"id\":\"4\",\"source\":\"\",\"type\":\"t\"}]"
                        .formatted(event("1"), event("2"), event("1").replace("order", "other"));

        HttpResponse<String> response = gateway.send(post(BATCH, batch).withKey(KEY));

        assertThat(response.statusCode()).isEqualTo(207);
        assertThat(response.headers().firstValue("Location")).isEmpty();
        assertThat(json(response).findValuesAsText("status"))
                .containsExactly("duplicate", "accepted", "conflict", "rejected");
        assertThat(json(response).at("/receipts/3/attribute").asText()).isEqualTo("source");
        assertThat(gateway.stored()).isEqualTo(2);
    }

    @Test
    void forbidsWhatTheSourceMayNotPublish() throws Exception {
        String path = "/partners/acme/narrow";
        String secret = "a payload that nobody may see";
        String other =
                event("1").replace("\"order\"", "\"invoice\",\"data\":\"%s\"".formatted(secret));
        String elsewhere = event("2").replace("/acme", "/shops");
        String batch = "[%s,%s,%s]".formatted(other, elsewhere, event("3"));

        HttpResponse<String> one = gateway.send(Post.of(path, ONE, other).withKey(KEY));
        HttpResponse<String> mixed = gateway.send(Post.of(path, BATCH, batch).withKey(KEY));

        assertThat(one.statusCode()).isEqualTo(403);
        assertThat(one.headers().firstValue("Location")).isEmpty();
        assertThat(one.body())
                .isEqualTo(
                        "{\"type\":\"urn:gridgate:problem:forbidden\",\"title\":\"The source may not"
                                + " publish this event\",\"status\":403,\"detail\":\"`type` is none that"
                                + " this source may publish\",\"code\":\"forbidden\",\"receipts\":[{"
                                + "\"status\":\"forbidden\",\"id\":\"1\",\"source\":\"/acme\","
                                + "\"attribute\":\"type\",\"reason\":\"is none that this source may"
                                + " publish\"}]}");
        assertThat(mixed.statusCode()).isEqualTo(207);
        assertThat(json(mixed).findValuesAsText("status"))
                .containsExactly("forbidden", "forbidden", "accepted");
        assertThat(json(mixed).at("/receipts/1/attribute").asText()).isEqualTo("source");
        assertThat(gateway.stored()).isEqualTo(1);
        assertThat(gateway.forbidden("narrow")).isEqualTo(3);
        assertThat(gateway.forbidden("events")).isZero();
    }

    @Test
    void tellsTheSecurityLogWhoWasRefusedAndWhyAndNothingThatIsSecret() throws Exception {
        String path = "/partners/acme/narrow";
        String forbidden = event("7").replace("\"order\"", "\"invoice\",\"data\":\"payload\"");
        gateway.send(Post.of(path, BATCH, "[%s,%s]".formatted(forbidden, event("8"))).withKey(KEY));
        gateway.send(Post.of(path, ONE, event("1")).withKey("a wrong key"));
        gateway.send(Post.of("/partners/no-such/thing", ONE, event("1")).withKey(KEY));
        gateway.send("GET", path + "/events?source=%2Facme&id=8", Map.of("x-api-key", STATUS_KEY));

        Caller caller = new Caller("acme", "narrow", "127.0.0.1");
        assertThat(gateway.decisions())
                .containsExactly(
                        new SecurityDecision.Admitted(caller, Action.PUBLISH, "1"),
                        new SecurityDecision.Forbidden(caller, 1, "type", "invoice", "/acme", "7"),
                        new SecurityDecision.Refused(
                                caller, Action.PUBLISH, Admission.Reason.NO_MATCH),
                        new SecurityDecision.Refused(
                                new Caller("no-such", "thing", "127.0.0.1"),
                                Action.PUBLISH,
                                Admission.Reason.NO_SUCH_SOURCE),
                        new SecurityDecision.Admitted(caller, Action.STATUS, "1"));
        assertThat(gateway.decisions().toString()).doesNotContain(KEY, STATUS_KEY, "payload");
    }

    @Test
    void answersABatchOfNewEventsWith202AndOneReceiptEach() throws Exception {
        HttpResponse<String> response =
                gateway.send(post(BATCH, "[" + event("a") + "," + event("b") + "]").withKey(KEY));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).findValuesAsText("id")).containsExactly("a", "b");
        assertThat(json(gateway.send(post(BATCH, "[]").withKey(KEY))).toString())
                .isEqualTo("{\"receipts\":[]}");
    }

    @Test
    void acceptsBinaryModeAndSignedRequests() throws Exception {
        Post binary =
                Post.of("/partners/acme/events", "text/plain", "hello")
                        .with("ce-specversion", "1.0")
                        .with("ce-id", "b")
                        .with("ce-source", "/acme")
                        .with("ce-type", "note")
                        .withKey(KEY);
        Post signed = Post.of("/partners/acme/signed", ONE, event("s"));
        String signature = GatewayFixture.hmac(SECRET, signed.body());

        assertThat(gateway.send(binary).statusCode()).isEqualTo(202);
        assertThat(gateway.send(signed.with("X-Acme-Signature", signature)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void takesGitHubDeliveriesOnceHoweverOftenTheyCome() throws Exception {
        Post delivery =
                new Post(
                                "/partners/acme/github",
                                Map.of(
                                        "Content-Type", "application/json",
                                        "X-GitHub-Event", "push",
                                        "X-GitHub-Delivery", "d-1"),
                                "{\"ref\":\"refs/heads/main\"}".getBytes(UTF_8))
                        .signedForGitHub(SECRET);
        Post forged = new Post(delivery.path(), delivery.headers(), "{}".getBytes(UTF_8));

        List<Integer> statuses =
                List.of(
                        gateway.send(delivery).statusCode(),
                        gateway.send(delivery).statusCode(),
                        gateway.send(forged).statusCode(),
                        gateway.send(forged.signedForGitHub(SECRET)).statusCode());

        assertThat(statuses).containsExactly(202, 202, 401, 409);
        assertThat(gateway.stored()).isEqualTo(1);
    }

    @Test
    @Timeout(30)
    void tellsWhereAnEventIs() throws Exception {
        gateway.namespace.script(request -> Answer.OK);
        String url =
                gateway.send(post(ONE, event("1")).withKey(KEY))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();

        JsonNode waiting = json(get(url, KEY));
        gateway.forward();
        while (gateway.tally("acme", "events").acknowledged() < 1) {
            Thread.onSpinWait();
        }
        JsonNode forwarded = json(get(url, STATUS_KEY));

        assertThat(waiting.get("state").asText()).isEqualTo("waiting");
        assertThat(forwarded.get("state").asText()).isEqualTo("forwarded");
        assertThat(forwarded.get("id").asText()).isEqualTo("1");
        assertThat(forwarded.get("source").asText()).isEqualTo("/acme");
        assertThat(gateway.namespace.bodies()).containsExactly(event("1"));
    }

    @Test
    void showsAPartnerOnlyItsOwnEvents() throws Exception {
        gateway.send(post(ONE, event("1")).withKey(KEY));
        String query = "?source=%2Facme&id=1";

        assertThat(
                        List.of(
                                get("/partners/acme/events/events" + query, KEY).statusCode(),
                                get("/partners/acme/signed/events" + query, STATUS_KEY)
                                        .statusCode(),
                                get("/partners/acme/signed/events" + query, KEY).statusCode(),
                                get("/partners/acme/events/events" + query, OTHER_KEY).statusCode(),
                                get("/partners/other/events/events" + query, OTHER_KEY)
                                        .statusCode(),
                                get("/partners/nobody/events/events" + query, KEY).statusCode(),
                                get("/partners/acme/events/events", KEY).statusCode()))
                .containsExactly(200, 404, 401, 401, 404, 401, 400);
    }

    private HttpResponse<String> get(String path, String key) throws Exception {
        return gateway.send("GET", path, Map.of("Authorization", "Bearer " + key));
    }

    private static Post post(String contentType, String body) {
        return Post.of("/partners/acme/events", contentType, body);
    }
}
