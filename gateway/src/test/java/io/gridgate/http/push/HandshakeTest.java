package io.gridgate.http.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.accept.push.PushCounts;
import io.gridgate.accept.push.PushListener.Occurrence;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Both handshakes, with the requests that Azure's documentation shows. */
class HandshakeTest {

    private static final String CODE = "512d38b6-c7b8-40c8-89fe-f46f9e9622b6";
    private static final String URL =
            "https://rp-eastus2.eventgrid.azure.net:553/eventsubscriptions/mysub/validate?id=1";
    private static final String GOOD = "/push/storage?access_token=" + PushFixture.SECRET;

    @TempDir private Path folder;
    private PushFixture push;

    @BeforeEach
    void start() throws Exception {
        push = new PushFixture(folder);
    }

    @AfterEach
    void stop() {
        push.close();
    }

    @Test
    void confirmsAnExpectedSubscriptionWithItsCode() throws Exception {
        HttpResponse<String> answer =
                validate(GOOD, validation(PushFixture.TOPIC_ID, URL), "TO-GRIDGATE");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"validationResponse\":\"" + CODE + "\"}");
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("61");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/json; charset=utf-8");
        assertThat(push.pulled()).isEmpty();
        assertThat(push.counts("storage")).isEqualTo(Map.of(Occurrence.VALIDATED, 1L));
    }

    @Test
    void confirmsNobodyElse() throws Exception {
        String expected = validation(PushFixture.TOPIC_ID, URL);
        String foreign = validation("/subscriptions/another", URL);

        assertThat(validate(GOOD, foreign, "to-gridgate").statusCode()).isEqualTo(403);
        assertThat(validate(GOOD, expected, "another").statusCode()).isEqualTo(403);
        assertThat(validate(GOOD, "[]", "to-gridgate").statusCode()).isEqualTo(403);
        assertThat(validate(GOOD, "not json", "to-gridgate").statusCode()).isEqualTo(403);
        assertThat(validate("/push/storage", expected, "to-gridgate").statusCode()).isEqualTo(401);
        assertThat(validate("/push/none", expected, "to-gridgate").statusCode()).isEqualTo(401);
        assertThat(push.counts("storage"))
                .isEqualTo(
                        Map.of(Occurrence.VALIDATION_REFUSED, 4L, Occurrence.UNAUTHENTICATED, 1L));
        assertThat(push.counts(PushCounts.UNKNOWN))
                .isEqualTo(Map.of(Occurrence.UNAUTHENTICATED, 1L));
    }

    @Test
    void neverEchoesTheCodeWhereItRefuses() throws Exception {
        HttpResponse<String> answer = validate(GOOD, validation("/another", URL), "to-gridgate");

        assertThat(answer.body()).contains("topic /another is not expected here");
        assertThat(answer.body()).doesNotContain(CODE);
    }

    @Test
    void promisesACallInsteadOfACode() throws Exception {
        HttpResponse<String> answer =
                validate("/push/called", validation(PushFixture.TOPIC_ID, URL), "to-gridgate");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(push.counts("called")).isEqualTo(Map.of(Occurrence.VALIDATED, 1L));
    }

    @Test
    void callsNoAddressThatIsNotEventGrids() throws Exception {
        for (String url :
                new String[] {
                    "https://169.254.169.254/metadata",
                    "http://rp-eastus2.eventgrid.azure.net/validate",
                    "https://eventgrid.azure.net.evil.example/validate",
                    "https://user@rp-eastus2.eventgrid.azure.net/validate",
                    "https://rp-eastus2.eventgrid.azure.net:22/validate",
                    "https://evileventgrid.azure.net/validate",
                    ""
                }) {
            String body = validation(PushFixture.TOPIC_ID, url);
            assertThat(validate("/push/called", body, "to-gridgate").statusCode())
                    .as(url)
                    .isEqualTo(403);
        }
    }

    @Test
    void allowsAnExpectedOriginAndTheRateItAsksFor() throws Exception {
        HttpResponse<String> answer =
                push.send(
                        "OPTIONS",
                        GOOD,
                        "",
                        "WebHook-Request-Origin",
                        "eventgrid.azure.net",
                        "WebHook-Request-Rate",
                        "100");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("WebHook-Allowed-Origin"))
                .hasValue("eventgrid.azure.net");
        assertThat(answer.headers().firstValue("WebHook-Allowed-Rate")).hasValue("*");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("0");
    }

    @Test
    void namesTheConfiguredRateToACallerWithATokenOfEventGrid() throws Exception {
        HttpResponse<String> answer =
                push.send(
                        "OPTIONS",
                        "/push/entra",
                        "",
                        "WebHook-Request-Origin",
                        "eventgrid.azure.net",
                        "WebHook-Request-Rate",
                        "1000",
                        "Authorization",
                        "Bearer "
                                + push.token(PushFixture.EVENT_GRID_APPLICATION, PushFixture.ROLE));

        assertThat(answer.headers().firstValue("WebHook-Allowed-Rate")).hasValue("120");
    }

    @Test
    void withholdsConsentFromOthers() throws Exception {
        HttpResponse<String> foreign =
                push.send("OPTIONS", GOOD, "", "WebHook-Request-Origin", "evil.example");
        HttpResponse<String> nobody = push.send("OPTIONS", GOOD, "");
        HttpResponse<String> secretless =
                push.send(
                        "OPTIONS",
                        "/push/storage",
                        "",
                        "WebHook-Request-Origin",
                        "eventgrid.azure.net");

        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(nobody.statusCode()).isEqualTo(403);
        assertThat(secretless.statusCode()).isEqualTo(401);
        for (HttpResponse<String> answer : List.of(foreign, nobody, secretless)) {
            assertThat(answer.headers().firstValue("WebHook-Allowed-Origin")).isEmpty();
        }
    }

    private HttpResponse<String> validate(String path, String body, String subscription)
            throws Exception {
        return push.send(
                "POST",
                path,
                body,
                "Content-Type",
                "application/json; charset=utf-8",
                "aeg-event-type",
                "SubscriptionValidation",
                "aeg-subscription-name",
                subscription);
    }

    private static String validation(String topic, String url) {
        return """
        [{"id":"2d1781af-3a4c-4d7c-bd0c-e34b19da4e66","topic":"%s","subject":"",
          "data":{"validationCode":"%s","validationUrl":"%s"},
          "eventType":"Microsoft.EventGrid.SubscriptionValidationEvent",
          "eventTime":"2022-10-28T04:23:35.1981776Z","metadataVersion":"1","dataVersion":"1"}]
        """
                .formatted(topic, CODE, url);
    }
}
