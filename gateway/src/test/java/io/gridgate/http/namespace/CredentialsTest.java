package io.gridgate.http.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.auth.SignedAccess;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Every way to show who one is, and every way to fail at it. */
class CredentialsTest {

    private static final String PUBLISH = "/topics/orders:publish";
    private static final String RECEIVE = "/topics/orders/eventsubscriptions/worker:receive";
    private static final String EXPIRY = "11/21/2026 1:00:00 PM";

    @TempDir private static Path folder;
    private static NamespaceFixture namespace;

    @BeforeAll
    static void start() throws Exception {
        namespace = new NamespaceFixture(folder, NamespaceLimits.RELAXED);
    }

    @AfterAll
    static void stop() {
        namespace.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, SharedAccessKey " + NamespaceFixture.KEY,
        "Authorization, SharedAccessKey " + NamespaceFixture.SECOND_KEY,
        "authorization, sharedaccesskey " + NamespaceFixture.KEY,
        "aeg-sas-key, " + NamespaceFixture.KEY,
        "aeg-sas-key, " + NamespaceFixture.SECOND_KEY
    })
    void acceptsBothKeysInEveryPlace(String header, String value) throws Exception {
        assertThat(publish("", header, value).statusCode()).isEqualTo(200);
    }

    @Test
    void acceptsTheKeyAsParameter() throws Exception {
        String key = URLEncoder.encode(NamespaceFixture.KEY, StandardCharsets.UTF_8);
        assertThat(publish("&aeg-sas-key=" + key).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization | SharedAccessKey wrong | The access key is not valid.",
                "aeg-sas-key   | wrong                 | The access key is not valid.",
                "Authorization | Basic dXNlcjpwYXNz    | The authorization scheme is not supported; use SharedAccessKey or SharedAccessSignature.",
                "Authorization | Bearer abc            | The authorization scheme is not supported; use SharedAccessKey or SharedAccessSignature.",
                "aeg-sas-token | nonsense              | The SAS token must have the form r=...&e=...&s=...",
                "aeg-sas-token | r=x&e=y&s=z           | The signature of the SAS token is not valid.",
                "x-nothing     | x                     | The request has no credential."
            })
    void refusesWithTheReason(String header, String value, String message) throws Exception {
        HttpResponse<String> answer = publish("", header, value);
        assertThat(message(answer)).isEqualTo(message);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("broker-errorcode")).contains("Unauthorized");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void refusesTwoCredentialsAtOnce() throws Exception {
        HttpResponse<String> answer =
                publish(
                        "",
                        "aeg-sas-key",
                        NamespaceFixture.KEY,
                        "Authorization",
                        "SharedAccessKey " + NamespaceFixture.KEY);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(message(answer))
                .isEqualTo("The request has more than one credential; send exactly one.");
    }

    @Test
    void refusesARepeatedHeader() throws Exception {
        HttpResponse<String> answer =
                publish(
                        "",
                        "aeg-sas-key",
                        NamespaceFixture.KEY,
                        "aeg-sas-key",
                        NamespaceFixture.KEY);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(message(answer)).isEqualTo("The header aeg-sas-key is given twice.");
    }

    @Test
    void asksForACredentialBeforeAnythingElse() throws Exception {
        HttpResponse<String> answer =
                namespace.send(
                        HttpRequest.newBuilder(namespace.uri("/topics/faketopic:publish"))
                                .POST(HttpRequest.BodyPublishers.ofString("x")));
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "https://ns.example,                                                   200, 200",
        "https://ns.example/?apiVersion=2018-01-01,                            200, 200",
        "https://ns.example/topics/orders,                                     200, 200",
        "https://ns.example/topics/ORDERS/,                                    200, 200",
        "https://ns.example/topics/orders:publish,                             200, 403",
        "https://ns.example/topics/orders/eventsubscriptions/worker,           403, 200",
        "https://ns.example/topics/orders/eventsubscriptions/worker:receive,   403, 200",
        "https://ns.example/topics/orders/eventsubscriptions/work,             403, 403",
        "https://ns.example/topics/order,                                      403, 403",
        "https://ns.example/topics/others,                                     403, 403"
    })
    void grantsASignatureWhatIsBelowItsResource(String resource, int publish, int receive)
            throws Exception {
        String sas = SignedAccess.sign(resource, EXPIRY, NamespaceFixture.SECOND_KEY);
        assertThat(publish("", "aeg-sas-token", sas).statusCode()).isEqualTo(publish);
        assertThat(receive("Authorization", "SharedAccessSignature " + sas).statusCode())
                .isEqualTo(receive);
    }

    @Test
    void refusesAnExpiredSignature() throws Exception {
        String sas = SignedAccess.sign("https://x", "11/21/2026 12:00:00 PM", NamespaceFixture.KEY);
        HttpResponse<String> answer = publish("", "aeg-sas-token", sas);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(message(answer)).isEqualTo("The SAS token has expired.");
    }

    private String message(HttpResponse<String> answer) throws Exception {
        return namespace.json(answer.body()).get("error").get("message").asText();
    }

    private HttpResponse<String> publish(String parameters, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                namespace.uri(
                                        PUBLISH + "?" + NamespaceFixture.VERSION + parameters))
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(HttpRequest.BodyPublishers.ofString(NamespaceFixture.event("1")));
        return namespace.send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> receive(String... headers) throws Exception {
        return namespace.send(
                HttpRequest.newBuilder(
                                namespace.uri(
                                        RECEIVE
                                                + "?"
                                                + NamespaceFixture.VERSION
                                                + "&maxWaitTime=0"))
                        .headers(headers)
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }
}
