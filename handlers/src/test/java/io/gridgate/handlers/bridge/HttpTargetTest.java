package io.gridgate.handlers.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.client.ReleaseDelay;
import io.gridgate.handlers.testing.Answer;
import io.gridgate.handlers.testing.RecordedRequest;
import io.gridgate.handlers.testing.ScriptedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

class HttpTargetTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String EVENT =
            """
            {"specversion":"1.0","id":"a","source":"/s","type":"t",\
            "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",\
            "data":{"z":1.10,"a":"\\u00fc"}}\
            """;

    private static HttpTarget target(ScriptedServer server, Duration timeout) {
        return new HttpTarget(
                server.uri().resolve("/hook?code=secret"),
                "billing",
                timeout,
                StatusRules.EVENT_GRID);
    }

    private static Outcome post(HttpTarget target, int deliveryCount) throws InterruptedException {
        return target.handle(
                JsonCloudEvent.of(EVENT.getBytes(StandardCharsets.UTF_8)),
                DeliveryContext.of(deliveryCount, Instant.EPOCH));
    }

    @Test
    void postsTheBytesOfTheEventWithEventGridsHeaders() throws Exception {
        try (var server = ScriptedServer.http(Answer.status(200, "OK", "", ""));
                var target = target(server, LONG)) {
            assertThat(post(target, 3)).isEqualTo(Outcome.acknowledge());

            RecordedRequest request = server.onlyRequest();
            assertThat(request.line()).isEqualTo("POST /hook?code=secret HTTP/1.1");
            assertThat(request.body()).isEqualTo(EVENT);
            assertThat(request.headers())
                    .containsEntry("content-type", "application/cloudevents+json; charset=utf-8")
                    .containsEntry("aeg-event-type", "Notification")
                    .containsEntry("aeg-subscription-name", "billing")
                    .containsEntry("aeg-delivery-count", "2")
                    .containsEntry("aeg-metadata-version", "1.0")
                    .containsEntry("webhook-request-origin", "eventgrid.azure.net")
                    .containsEntry(
                            "traceparent",
                            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        }
    }

    @Test
    void obeysRetryAfter() throws Exception {
        try (var server =
                        ScriptedServer.http(
                                Answer.status(503, "Busy", "Retry-After: 120\r\n", "later"),
                                Answer.status(500, "No", "Retry-After: soon\r\n", ""));
                var target = target(server, LONG)) {
            assertThat(post(target, 1)).isEqualTo(Outcome.release(ReleaseDelay.TEN_MINUTES));
            assertThat(post(target, 1)).isEqualTo(Outcome.release(ReleaseDelay.NO_DELAY));
        }
    }

    @Test
    void doesNotFollowARedirect() throws Exception {
        try (var server =
                        ScriptedServer.http(
                                Answer.status(302, "Found", "Location: /elsewhere\r\n", ""));
                var target = target(server, LONG)) {
            assertThat(post(target, 1)).isEqualTo(Outcome.release(ReleaseDelay.NO_DELAY));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void bringsTheEventBackWhenThereIsNoAnswerInTime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (var server =
                        ScriptedServer.http(Answer.after(never, Answer.status(200, "OK", "", "")));
                var target = target(server, Duration.ofMillis(200))) {
            assertThat(post(target, 2)).isEqualTo(Outcome.release(ReleaseDelay.TEN_SECONDS));
            never.countDown();
        }
    }

    @Test
    void bringsTheEventBackWhenTheAnswerDoesNotEndInTime() throws Exception {
        try (var server =
                        ScriptedServer.http(connection -> {
                            connection
                                    .getOutputStream()
                                    .write(
                                            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"
                                                    .getBytes(StandardCharsets.US_ASCII));
                            connection.getOutputStream().flush();
                            return true;
                        });
                var target = target(server, Duration.ofMillis(300))) {
            assertThat(post(target, 1)).isEqualTo(Outcome.release(ReleaseDelay.NO_DELAY));
        }
    }

    @Test
    void bringsTheEventBackWhenTheConnectionBreaksOrNobodyListens() throws Exception {
        ScriptedServer server = ScriptedServer.http(Answer.reset());
        try (var target = target(server, LONG)) {
            assertThat(post(target, 1)).isEqualTo(Outcome.release(ReleaseDelay.NO_DELAY));
            server.close();
            assertThat(post(target, 5)).isEqualTo(Outcome.release(ReleaseDelay.ONE_HOUR));
        }
    }

    @Test
    void endsAtOnceWhenInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (var server =
                        ScriptedServer.answering(_ -> {
                            asked.countDown();
                            return Answer.after(never, Answer.status(200, "OK", "", ""));
                        });
                var target = target(server, LONG)) {
            var ended = new CompletableFuture<Throwable>();
            Thread thread =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    post(target, 1);
                                    ended.complete(new AssertionError("not interrupted"));
                                } catch (InterruptedException e) {
                                    ended.complete(e);
                                }
                            });
            asked.await();
            thread.interrupt();
            assertThat(ended.get()).isInstanceOf(InterruptedException.class);
            never.countDown();
        }
    }

    @Test
    void neverShowsItsQuery() {
        try (var target =
                new HttpTarget(
                        URI.create("https://billing.internal:8443/hook?code=secret"),
                        "billing",
                        LONG,
                        StatusRules.EVENT_GRID)) {
            assertThat(target).hasToString("https://billing.internal:8443/hook");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/x", "http:/nohost", "https://user:pass@host/", "hook"})
    void refusesWhatIsNoTarget(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new HttpTarget(URI.create(url), "s", LONG, StatusRules.EVENT_GRID))
                .withMessage(
                        "a target is an http or https URL with a host and without user"
                                + " information");
    }
}
