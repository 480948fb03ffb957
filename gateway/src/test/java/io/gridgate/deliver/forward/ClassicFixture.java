package io.gridgate.deliver.forward;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.core.credential.AzureKeyCredential;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

import io.gridgate.deliver.forward.ClassicTarget.Schema;
import io.gridgate.event.EventKey;
import io.gridgate.handlers.client.TrustedCertificates;
import io.gridgate.log.StoredEvent;
import io.gridgate.testing.TestCertificate;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Event Grid's classic endpoint over HTTPS, with the answers that were recorded from it or are
 * scripted, and Microsoft's client in front.
 */
final class ClassicFixture implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(2);

    final WireMockServer azure;
    private final Path certificate;

    ClassicFixture(Path folder) {
        TestCertificate identity = TestCertificate.create();
        certificate = identity.writePem(folder.resolve("azure.pem"));
        azure =
                new WireMockServer(
                        WireMockConfiguration.options()
                                .bindAddress("127.0.0.1")
                                .httpDisabled(true)
                                .dynamicHttpsPort()
                                .keystorePath(
                                        identity.writeKeyStore(folder.resolve("azure.p12"))
                                                .toString())
                                .keystoreType("PKCS12")
                                .keystorePassword("test")
                                .keyManagerPassword("test"));
        azure.start();
        answer(recordedSuccess());
    }

    /** What Event Grid was recorded to answer: 200 without a body. */
    static ResponseDefinitionBuilder recordedSuccess() {
        return ok().withHeader("api-supported-versions", "2018-01-01")
                .withHeader("Server", "Microsoft-HTTPAPI/2.0")
                .withHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
                .withHeader("x-ms-request-id", "0b7a3a2e-8c43-4d0a-9f38-5a4cd4a8a2a0");
    }

    void answer(ResponseDefinitionBuilder answer) {
        azure.stubFor(post(urlPathEqualTo("/api/events")).willReturn(answer));
    }

    URI endpoint() {
        return URI.create("https://127.0.0.1:" + azure.httpsPort() + "/api/events");
    }

    Path certificate() {
        return certificate;
    }

    ClassicTopic topic(Schema schema) {
        return topic(new ClassicTarget(endpoint(), schema, Optional.empty(), Optional.empty()));
    }

    ClassicTopic topic(ClassicTarget target) {
        return new ClassicTopic(
                target,
                Optional.of(TrustedCertificates.sslContext(certificate)),
                TIMEOUT,
                builder -> builder.credential(new AzureKeyCredential("classic-key")));
    }

    List<LoggedRequest> requests() {
        return azure.findAll(postRequestedFor(urlPathEqualTo("/api/events")));
    }

    static StoredEvent event(String id, String more) {
        byte[] json =
                "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"/s\",\"id\":\"%s\"%s}"
                        .formatted(id, more)
                        .getBytes(UTF_8);
        return new StoredEvent(
                1, Instant.parse("2026-11-21T12:00:00Z"), new EventKey("/s", id), "t", json);
    }

    @Override
    public void close() {
        azure.stop();
    }
}
