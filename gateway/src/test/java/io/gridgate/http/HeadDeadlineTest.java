package io.gridgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.testing.Trust;
import io.javalin.config.RoutesConfig;

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
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Real sockets; the idle timeout is far away, so what closes a connection here is the deadline. */
@Timeout(60)
class HeadDeadlineTest {

    private static final HttpLimits LIMITS =
            new HttpLimits(
                    1 << 15,
                    64,
                    Duration.ofMinutes(5),
                    Duration.ofMillis(200),
                    Duration.ofMinutes(5),
                    100,
                    Duration.ofSeconds(1));
    private static final String HEAD = "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final CountDownLatch answer = new CountDownLatch(1);
    private TlsMaterial tls;
    private HttpServer server;

    @TempDir private Path folder;

    @BeforeEach
    void start() throws Exception {
        tls = LocalAuthority.issue(folder, LocalAuthority.LOCAL_NAMES, InstantSource.system());
        server = HttpServer.builder().limits(LIMITS).https(0, tls).routes(new Slow()).start();
    }

    @AfterEach
    void stop() {
        answer.countDown();
        server.close();
    }

    private final class Slow implements Routes {

        @Override
        public void register(RoutesConfig routes) {
            routes.get(
                    "/slow",
                    context -> {
                        answer.await();
                        context.result("done");
                    });
        }

        @Override
        public boolean owns(String path) {
            return true;
        }

        @Override
        public ErrorEnvelope errors() {
            return (failure, _) -> new ErrorEnvelope.Rendered("text/plain", Map.of(), new byte[0]);
        }
    }

    private Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Sends a byte at a time until the other side closes. */
    private static void trickle(OutputStream out) throws InterruptedException {
        try {
            out.write("GET /slow HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(20);
            }
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void closesAConnectionWhoseHeadDoesNotEnd() throws Exception {
        try (Socket socket = connect(server.httpPort())) {
            trickle(socket.getOutputStream());
        }
    }

    @Test
    void closesItAfterRequestsThatWereAnswered() throws Exception {
        answer.countDown();
        try (Socket socket = connect(server.httpPort())) {
            socket.getOutputStream().write(HEAD.getBytes(StandardCharsets.US_ASCII));
            assertThat(readAnswer(socket)).startsWith("HTTP/1.1 200").endsWith("done");
            trickle(socket.getOutputStream());
        }
    }

    @Test
    void closesATlsHandshakeThatDoesNotEnd() throws Exception {
        try (Socket socket = connect(server.httpsPort())) {
            // The header of a handshake record of 16,000 bytes, which then come one by one.
            socket.getOutputStream().write(new byte[] {22, 3, 1, 62, -128, 1, 0, 62, 124});
            trickle(socket.getOutputStream());
        }
    }

    @Test
    void closesAHeadInsideTls() throws Exception {
        SSLSocketFactory trusting = Trust.only(tls.caPath().orElseThrow()).getSocketFactory();
        try (SSLSocket socket =
                (SSLSocket)
                        trusting.createSocket(
                                connect(server.httpsPort()),
                                "localhost",
                                server.httpsPort(),
                                true)) {
            trickle(socket.getOutputStream());
        }
    }

    @Test
    void leavesRequestsThatRunAndConnectionsThatRest() throws Exception {
        try (Socket running = connect(server.httpPort());
                Socket resting = connect(server.httpPort())) {
            running.getOutputStream().write(HEAD.getBytes(StandardCharsets.US_ASCII));
            // As long as a trickle on another connection takes to be closed, twice.
            for (int i = 0; i < 2; i++) {
                try (Socket trickling = connect(server.httpPort())) {
                    trickle(trickling.getOutputStream());
                }
            }
            answer.countDown();
            assertThat(readAnswer(running)).startsWith("HTTP/1.1 200").endsWith("done");
            resting.getOutputStream().write(HEAD.getBytes(StandardCharsets.US_ASCII));
            assertThat(readAnswer(resting)).startsWith("HTTP/1.1 200").endsWith("done");
        }
    }

    private static String readAnswer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.indexOf("done") < 0) {
            int next = in.read();
            assertThat(next).as("the connection ended after %s", text).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }
}
