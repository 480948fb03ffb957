package io.gridgate.http.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

import io.gridgate.deliver.push.WebhookAnswer;
import io.gridgate.deliver.push.WebhookClient.Request;
import io.gridgate.deliver.push.WebhookHosts;
import io.gridgate.testing.ScriptedNamespace;
import io.gridgate.testing.TestCertificate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Timeout(60)
final class CheckedWebhookClientTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final WireMockServer webhook =
            new WireMockServer(
                    WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

    @BeforeEach
    void start() {
        webhook.start();
        webhook.stubFor(any(anyUrl()).willReturn(ok("text").withHeader("X-Answer", "yes")));
    }

    @AfterEach
    void stop() {
        webhook.stop();
    }

    @Test
    void sendsARequestAndReturnsStatusAndHeaders() throws Exception {
        try (var client = client(List.of(), "127.0.0.1")) {
            WebhookAnswer answer = client.call(post("http://127.0.0.1:%d/a?b=c"));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            WebhookAnswer.Answered.class,
                            it -> {
                                assertThat(it.status()).isEqualTo(200);
                                assertThat(it.headers()).containsEntry("x-answer", "yes");
                            });
        }
        assertThat(webhook.getAllServeEvents())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getRequest().getUrl()).isEqualTo("/a?b=c");
                    assertThat(event.getRequest().getBodyAsString()).isEqualTo("{}");
                    assertThat(event.getRequest().getHeader("Content-Type"))
                            .isEqualTo("application/cloudevents+json");
                });
    }

    /** A name that led to a public address when somebody looked, and leads inside now. */
    @Test
    void connectsToNoPrivateAddressWhateverAName() throws Exception {
        try (var client = client(List.of(), "127.0.0.1")) {
            assertThat(client.call(post("http://partner.example:%d/")))
                    .isInstanceOfSatisfying(
                            WebhookAnswer.Unanswered.class,
                            it ->
                                    assertThat(it.reason())
                                            .contains(
                                                    "partner.example leads to no public address, but"
                                                            + " to [127.0.0.1]"));
        }
        assertThat(webhook.getAllServeEvents()).isEmpty();
    }

    @Test
    void connectsToWhatWasCheckedWithoutLookingUpAgain() throws Exception {
        try (var client = client(List.of("inside.example"), "127.0.0.1")) {
            assertThat(client.call(post("http://inside.example:%d/")))
                    .isInstanceOf(WebhookAnswer.Answered.class);
        }
        assertThat(webhook.getAllServeEvents().getFirst().getRequest().getHeader("Host"))
                .isEqualTo("inside.example:" + webhook.port());
    }

    @Test
    void followsNoRedirect() throws Exception {
        webhook.stubFor(
                any(anyUrl())
                        .willReturn(
                                aResponse().withStatus(302).withHeader("Location", "/elsewhere")));
        try (var client = client(List.of(), "127.0.0.1")) {
            assertThat(client.call(post("http://127.0.0.1:%d/")))
                    .isInstanceOfSatisfying(
                            WebhookAnswer.Answered.class,
                            it -> assertThat(it.status()).isEqualTo(302));
        }
        assertThat(webhook.getAllServeEvents()).hasSize(1);
    }

    @Test
    void trustsNoCertificateOfAnother() throws Exception {
        try (var server = new ScriptedNamespace();
                var strange = client(List.of(), "127.0.0.1")) {
            Request request =
                    new Request("POST", server.endpoint().resolve("/topics/x"), Map.of(), json());

            assertThat(strange.call(request))
                    .isInstanceOfSatisfying(
                            WebhookAnswer.Unanswered.class,
                            it -> assertThat(it.reason()).contains("SSLHandshakeException"));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void checksTheNameInACertificate() throws Exception {
        var certificate = TestCertificate.create();
        try (var server = new ScriptedNamespace();
                var client =
                        new CheckedWebhookClient(
                                new CheckedResolver(
                                        new WebhookHosts(List.of("inside.example")),
                                        _ -> addresses("127.0.0.1")),
                                Optional.of(certificate.serverContext()),
                                TIMEOUT)) {
            URI url =
                    URI.create(
                            "https://inside.example:" + server.endpoint().getPort() + "/topics/x");

            assertThat(client.call(new Request("POST", url, Map.of(), json())))
                    .isInstanceOf(WebhookAnswer.Unanswered.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void showsNoSecretOfTheAddressInAReason() throws Exception {
        int port = webhook.port();
        webhook.stop();
        try (var client = client(List.of(), "127.0.0.1")) {
            URI url = URI.create("http://127.0.0.1:" + port + "/?access_token=very-secret");

            assertThat(client.call(new Request("POST", url, Map.of(), json())))
                    .isInstanceOfSatisfying(
                            WebhookAnswer.Unanswered.class,
                            it ->
                                    assertThat(it.reason())
                                            .contains("ConnectException")
                                            .doesNotContain("very-secret"));
        }
    }

    private CheckedWebhookClient client(List<String> privateHosts, String address) {
        return new CheckedWebhookClient(
                new CheckedResolver(new WebhookHosts(privateHosts), _ -> addresses(address)),
                Optional.empty(),
                TIMEOUT);
    }

    private static InetAddress[] addresses(String address) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByName(address)};
    }

    private Request post(String url) {
        return new Request(
                "POST",
                URI.create(url.formatted(webhook.port())),
                Map.of("Content-Type", "application/cloudevents+json"),
                json());
    }

    private static byte[] json() {
        return "{}".getBytes(UTF_8);
    }
}
