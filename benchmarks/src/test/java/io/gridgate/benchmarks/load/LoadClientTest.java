package io.gridgate.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

class LoadClientTest {

    private static final HttpRequest HEAD = new HttpRequest("/", List.of());

    private final AtomicInteger served = new AtomicInteger();
    private volatile Duration stall = Duration.ZERO;
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        serve(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private void serve(InetSocketAddress address) throws IOException {
        server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    served.incrementAndGet();
                    try {
                        Thread.sleep(stall);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void countsEveryAnswerOnce() throws InterruptedException {
        AtomicLong left = new AtomicLong(500);
        List<Limited> load =
                Stream.generate(() -> new Limited(Publishing.single(HEAD), left)).limit(7).toList();
        try (LoadClient client = new LoadClient(server.getAddress(), load, 2)) {
            Window window = client.saturate(Duration.ofSeconds(30));
            assertThat(window.requests()).isEqualTo(500).isEqualTo(served.get());
            assertThat(window.events()).isEqualTo(500);
            assertThat(window.failures()).isZero();
            assertThat(window.latencies().getTotalCount()).isEqualTo(500);
            assertThat(window.nanos()).isLessThan(Duration.ofSeconds(30).toNanos());
        }
    }

    @Test
    void connectsAgainWhereTheServerClosedAnIdleConnection()
            throws IOException, InterruptedException {
        AtomicLong left = new AtomicLong(3);
        List<Limited> load = List.of(new Limited(Publishing.single(HEAD), left));
        InetSocketAddress address = server.getAddress();
        try (LoadClient client = new LoadClient(address, load, 1)) {
            client.saturate(Duration.ofSeconds(30));
            server.stop(0);
            serve(address);
            left.set(4);
            assertThat(client.saturate(Duration.ofSeconds(30)).requests()).isEqualTo(4);
        }
    }

    @Test
    void tellsOfRefusals() throws InterruptedException {
        status = 503;
        AtomicLong left = new AtomicLong(3);
        List<Limited> load = List.of(new Limited(Publishing.single(HEAD), left));
        try (LoadClient client = new LoadClient(server.getAddress(), load, 1)) {
            Window window = client.saturate(Duration.ofSeconds(30));
            assertThat(window.failures()).isEqualTo(3);
            assertThat(window.events()).isZero();
            assertThat(window.firstFailure()).contains("503 ");
        }
    }

    @Test
    void countsTheTimeForWhichARequestCouldNotBeSent() throws InterruptedException {
        stall = Duration.ofMillis(50);
        List<Publishing> load = List.of(Publishing.single(HEAD));
        try (LoadClient client = new LoadClient(server.getAddress(), load, 1)) {
            Window window = client.atRate(100, Duration.ofMillis(500));
            assertThat(window.requests()).isEqualTo(50);
            // One connection serves 20 a second: the last request waits some two seconds.
            assertThat(window.latencyMillis(100)).isGreaterThan(1_900);
            assertThat(window.latencyMillis(50)).isGreaterThan(900);
        }
    }
}
