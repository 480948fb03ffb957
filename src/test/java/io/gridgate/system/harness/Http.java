package io.gridgate.system.harness;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A plain HTTP client: says exactly what it is told. Safe for any thread. */
public final class Http implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(75);

    private final HttpClient client;

    private Http(HttpClient client) {
        this.client = client;
    }

    /** Makes a client for http and for servers with a public certificate. */
    public static Http plain() {
        return new Http(builder().build());
    }

    /**
     * Makes a client that trusts one certificate authority only.
     *
     * @param authority its certificate, PEM
     */
    public static Http trusting(Path authority) {
        return new Http(builder().sslContext(trust(authority)).build());
    }

    /**
     * Posts a body.
     *
     * @param uri where to
     * @param headers the request headers
     * @param body the body
     * @throws IOException if no answer came
     */
    public Answer post(URI uri, Map<String, String> headers, byte[] body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(ANSWER_MAX)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return send(request.build());
    }

    /**
     * Posts a text.
     *
     * @param uri where to
     * @param headers the request headers
     * @param body the body
     * @throws IOException if no answer came
     */
    public Answer post(URI uri, Map<String, String> headers, String body) throws IOException {
        return post(uri, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Gets a resource.
     *
     * @param uri which
     * @param headers the request headers
     * @throws IOException if no answer came
     */
    public Answer get(URI uri, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER_MAX).GET();
        headers.forEach(request::header);
        return send(request.build());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private Answer send(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response =
                    client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return Answer.of(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10));
    }

    private static SSLContext trust(Path authority) {
        try (InputStream pem = Files.newInputStream(authority)) {
            Certificate certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(pem);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("authority", certificate);
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("cannot trust " + authority, e);
        }
    }
}
