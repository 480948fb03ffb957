package io.gridgate.deliver.push;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.options;
import static com.github.tomakehurst.wiremock.client.WireMock.optionsRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Tally;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** When requests are sent, and which hold up others. */
@Timeout(120)
final class PusherFlowTest {

    @TempDir private Path folder;
    private PusherFixture site;

    @BeforeEach
    void open() {
        site = new PusherFixture(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void slowWebhookHoldsUpNoOther() throws Exception {
        Webhook slow = site.subscribed("slow", 1);
        Webhook quick = site.subscribed("quick", 1);
        site.webhook.stubFor(post(urlPathEqualTo("/slow")).willReturn(ok().withFixedDelay(60_000)));
        site.push(1, Optional.empty(), slow, quick);

        site.append(IntStream.range(0, 20).mapToObj(i -> "id-" + i).toArray(String[]::new));

        assertThat(site.await(20)).allSatisfy(what -> assertThat(what).endsWith(" delivered"));
        assertThat(site.deliveries("quick")).hasSize(20);
    }

    @Test
    void leavesAWebhookAloneThatIsDownAndLosesNothing() throws Exception {
        Webhook webhook = site.subscribed("audit", 1, 1_000);
        String[] ids = IntStream.range(0, 12).mapToObj(i -> "id-" + i).toArray(String[]::new);
        site.answerFirst("audit", 14, aResponse().withStatus(500));
        site.push(1, Optional.empty(), webhook);

        site.append(ids);
        site.awaitState("paused");
        site.awaitState("resumed");
        site.await(12);

        assertThat(site.states).containsExactly("paused: the webhook answered 500", "resumed");
        assertThat(tally().acknowledged()).isEqualTo(12);
        assertThat(site.deliveries("audit")).hasSize(14 + 12);
    }

    @Test
    void obeysRetryAfterForAllEvents() throws Exception {
        Webhook webhook = site.subscribed("audit", 1);
        site.answerFirst("audit", 1, aResponse().withStatus(429).withHeader("Retry-After", "1"));
        site.push(1, Optional.empty(), webhook);
        site.append("one", "two");
        site.await(2);

        List<Long> times =
                site.deliveries("audit").stream()
                        .map(request -> request.getLoggedDate().toInstant().toEpochMilli())
                        .sorted()
                        .toList();
        assertThat(site.states).containsExactly("paused: the webhook answered 429", "resumed");
        assertThat(times).hasSize(3);
        assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(990);
    }

    @Test
    void keepsToTheRateThatWasGranted() throws Exception {
        Webhook webhook = site.subscribed("audit", 1);
        site.webhook.stubFor(
                options(urlPathEqualTo("/audit"))
                        .willReturn(
                                ok().withHeader("WebHook-Allowed-Origin", "eventgrid.azure.net")
                                        .withHeader("WebHook-Allowed-Rate", "60")));
        site.append("one", "two");

        site.push(4, Optional.of(6_000), webhook);
        site.await(2);

        List<Long> times =
                site.deliveries("audit").stream()
                        .map(request -> request.getLoggedDate().toInstant().toEpochMilli())
                        .sorted()
                        .toList();
        // The first one may be slow on its way.
        assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(500);
        assertThat(
                        site.webhook
                                .findAll(optionsRequestedFor(urlPathEqualTo("/audit")))
                                .getFirst()
                                .getHeader("WebHook-Request-Rate"))
                .isEqualTo("6000");
    }

    @Test
    void stopLetsRequestsUnderWayFinishAndCountsNothingElse() throws Exception {
        Webhook declared = site.subscribed("audit", 1);
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answerLate(exchange, arrived, finish));
        server.start();
        try {
            URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            site.push(1, Optional.empty(), new Webhook(declared.subscription(), endpoint, 1, 100));
            site.append("one", "two");
            arrived.await();

            Thread stopping = Thread.ofVirtual().start(this::stop);
            while (stopping.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            finish.countDown();
            stopping.join();

            assertThat(tally().acknowledged()).isEqualTo(1);
            assertThat(tally().leased()).isZero();
            assertThat(tally().pending()).isEqualTo(1);
        } finally {
            server.stop(0);
        }
    }

    private void stop() {
        try {
            site.stop(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answerLate(
            HttpExchange exchange, CountDownLatch arrived, CountDownLatch finish)
            throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST")) {
                arrived.countDown();
                finish.await();
            }
            exchange.getResponseHeaders().add("WebHook-Allowed-Origin", "*");
            exchange.sendResponseHeaders(200, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Tally tally() {
        return site.log.tally(new SubscriptionName(PusherFixture.ORDERS, "audit"));
    }
}
