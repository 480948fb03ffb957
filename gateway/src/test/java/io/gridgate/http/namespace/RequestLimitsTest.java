package io.gridgate.http.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.http.HttpLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Requests that are too large, too slow, or not whole; the server lives on after each. */
@Timeout(60)
class RequestLimitsTest {

    private static final int MIB = 1 << 20;

    private static final HttpLimits HASTY =
            new HttpLimits(
                    16 * 1024,
                    20,
                    Duration.ofMillis(300),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(600),
                    100,
                    Duration.ofSeconds(5));

    @TempDir private Path folder;
    private NamespaceFixture namespace;

    @BeforeEach
    void start() throws Exception {
        namespace = new NamespaceFixture(folder, NamespaceLimits.STRICT, HASTY, Optional.empty());
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(namespace.publish(NamespaceFixture.event("alive")).statusCode()).isEqualTo(200);
        namespace.close();
    }

    @Test
    void acceptsAnEventOfExactlyOneMebibyte() throws Exception {
        assertThat(namespace.publish(eventOf(MIB)).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesABodyOverOneMebibyte() throws Exception {
        expectTooLarge(namespace.publish(eventOf(MIB + 1)));
    }

    @Test
    void refusesALargeBodyWithoutContentLength() throws Exception {
        byte[] body = eventOf(3 * MIB).getBytes(StandardCharsets.US_ASCII);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                namespace.uri("/topics/orders:publish?" + NamespaceFixture.VERSION))
                        .header("Authorization", "SharedAccessKey " + NamespaceFixture.KEY)
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new java.io.ByteArrayInputStream(body)));
        expectTooLarge(namespace.send(request));
    }

    @Test
    void keepsTheConnectionOfARefusedRequest() throws Exception {
        String refused = head("Content-Length: 5").replace(NamespaceFixture.KEY, "wrong");
        String last = head("Content-Length: 5\r\nConnection: close").replace("publish?", "x?");
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), namespace.server.httpPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(refused.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(50); // the body comes in a packet of its own, after the refusal is decided
            out.write(("hello" + last + "hello").getBytes(StandardCharsets.US_ASCII));
            String answers = read(socket);
            assertThat(answers).startsWith("HTTP/1.1 401 ").contains("HTTP/1.1 404 ");
        }
    }

    @Test
    void endsABodyThatStopsComing() throws Exception {
        String answer = talk(head("Content-Length: 100") + "{\"specversion\"");
        assertThat(answer)
                .startsWith("HTTP/1.1 408 ")
                .contains("\"code\":\"RequestTimeout\"")
                .containsIgnoringCase("Connection: close");
    }

    @Test
    void endsABodyThatDrips() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), namespace.server.httpPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write(head("Content-Length: 100000").getBytes(StandardCharsets.US_ASCII));
            Thread dripping =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    while (true) {
                                        out.write('x');
                                        Thread.sleep(20);
                                    }
                                } catch (IOException | InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            String answer = read(socket);
            dripping.interrupt();
            assertThat(answer).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void refusesTooManyHeaders() throws Exception {
        String answer = talk(head("x-a: 1\r\n".repeat(30).strip()));
        assertThat(answer)
                .startsWith("HTTP/1.1 431 ")
                .contains("\"code\":\"RequestHeaderFieldsTooLarge\"");
    }

    @Test
    void refusesTooLargeHeaders() throws Exception {
        String answer = talk(head("x-a: " + "a".repeat(17_000)));
        assertThat(answer).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void refusesWhatIsNotHttp() throws Exception {
        assertThat(talk("hello?\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    private void expectTooLarge(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("broker-errorcode")).contains("PayloadTooLarge");
        assertThat(namespace.json(answer.body()).get("error").get("message").asText())
                .isEqualTo("The request body is larger than 1048576 bytes.");
    }

    private static String eventOf(int bytes) {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":\"\"}";
        return event.replace("\"\"}", "\"" + "x".repeat(bytes - event.length()) + "\"}");
    }

    private static String head(String header) {
        return "POST /topics/orders:publish?"
                + NamespaceFixture.VERSION
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: SharedAccessKey "
                + NamespaceFixture.KEY
                + "\r\nContent-Type: application/cloudevents+json\r\n"
                + header
                + "\r\n\r\n";
    }

    private String talk(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), namespace.server.httpPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return read(socket);
        }
    }

    private static String read(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        try (InputStream in = socket.getInputStream()) {
            byte[] buffer = new byte[4096];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            if (answer.isEmpty()) {
                throw e;
            }
        }
        return answer.toString();
    }
}
