package io.gridgate.handlers.client;

import static io.gridgate.handlers.client.ClientFixture.EVENT;
import static io.gridgate.handlers.client.ClientFixture.event;
import static io.gridgate.handlers.client.ClientFixture.receiver;
import static io.gridgate.handlers.client.ClientFixture.receiverBuilder;
import static io.gridgate.handlers.client.ClientFixture.sender;
import static io.gridgate.handlers.client.ClientFixture.senderBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gridgate.handlers.testing.Answer;
import io.gridgate.handlers.testing.ScriptedServer;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

class EventGridErrorsTest {

    private static final Duration WAIT = Duration.ofSeconds(10);

    @Test
    void tellsWhatTheNamespaceSays() {
        assertThat(failure(Answer.error(400, "BadRequest", "`id` must be non-empty string", "")))
                .isExactlyInstanceOf(EventGridException.class)
                .hasMessage(
                        "/topics/orders:publish was answered 400 BadRequest `id` must be non-empty"
                                + " string")
                .matches(e -> e.status() == 400 && e.code().equals("BadRequest"))
                .matches(e -> !e.retryable() && e.retryAfter().isEmpty());
    }

    @Test
    void tellsApartWhatCallersActOn() {
        assertThat(failure(Answer.error(401, "Unauthorized", "no", "")))
                .isInstanceOf(EventGridException.Unauthorized.class)
                .matches(e -> !e.retryable());
        assertThat(failure(Answer.error(403, "Forbidden", "no", "")))
                .isInstanceOf(EventGridException.Unauthorized.class);
        assertThat(failure(Answer.error(404, "NotFound", "Topic 'x' is not found", "")))
                .isInstanceOf(EventGridException.NotFound.class)
                .matches(e -> !e.retryable());
        assertThat(failure(Answer.error(413, "PayloadTooLarge", "too large", "")))
                .isInstanceOf(EventGridException.TooLarge.class)
                .matches(e -> !e.retryable());
        assertThat(failure(Answer.error(429, "TooManyRequests", "slow", "Retry-After: 120\r\n")))
                .isInstanceOf(EventGridException.Throttled.class)
                .matches(EventGridException::retryable)
                .matches(e -> e.retryAfter().orElseThrow().equals(Duration.ofMinutes(2)));
        assertThat(failure(Answer.error(500, "Internal", "bug", "")))
                .isInstanceOf(EventGridException.Unavailable.class)
                .matches(EventGridException::retryable);
    }

    @Test
    void takesTheStatusAloneFromAnAnswerThatIsNoEnvelope() {
        assertThat(failure(Answer.status(502, "Bad Gateway", "", "<html>proxy</html>")))
                .isInstanceOf(EventGridException.Unavailable.class)
                .matches(e -> e.status() == 502 && e.code().isEmpty());
    }

    @Test
    void takesOnly200ForSuccess() {
        assertThat(failure(Answer.status(202, "Accepted", "", "{}")))
                .matches(e -> e.status() == 202 && !e.retryable());
        assertThat(failure(Answer.status(302, "Found", "Location: http://127.0.0.1:1/\r\n", "")))
                .matches(e -> e.status() == 302 && !e.retryable());
    }

    @Test
    void leavesALongRetryAfterToTheCaller() {
        Answer slow = Answer.error(503, "ServerBusy", "busy", "Retry-After: 31\r\n");
        try (var server = ScriptedServer.http(slow);
                var sender = sender(server)) {
            assertThat(thrown(() -> sender.send(event(EVENT))).retryAfter())
                    .contains(Duration.ofSeconds(31));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void readsRetryAfterInMillisecondsAndAsADate() {
        assertThat(
                        failure(Answer.error(429, "x", "", "x-ms-retry-after-ms: 90500\r\n"))
                                .retryAfter())
                .contains(Duration.ofMillis(90_500));
        assertThat(
                        failure(
                                        Answer.error(
                                                429,
                                                "x",
                                                "",
                                                "Retry-After: Wed, 21 Oct 2099 07:28:00 GMT\r\n"))
                                .retryAfter()
                                .orElseThrow())
                .isGreaterThan(Duration.ofDays(1000));
    }

    @Test
    void repeatsAReceiveThatSurelyLockedNothing() {
        try (var server =
                        ScriptedServer.http(
                                Answer.error(429, "TooManyRequests", "", ""),
                                Answer.error(503, "ServerBusy", "", ""),
                                Answer.ok("{\"value\":[]}"));
                var receiver = receiver(server)) {
            assertThat(receiver.receive(1, WAIT).details()).isEmpty();
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void doesNotRepeatAReceiveThatMayHaveLockedEvents() {
        for (Answer broken :
                List.of(
                        Answer.reset(),
                        Answer.truncated("{\"value\":[", 100),
                        Answer.error(500, "Internal", "", ""),
                        Answer.error(504, "GatewayTimeout", "", ""))) {
            try (var server = ScriptedServer.http(broken);
                    var receiver = receiver(server)) {
                assertThat(thrown(() -> receiver.receive(1, WAIT)))
                        .isInstanceOf(EventGridException.Unavailable.class)
                        .matches(EventGridException::retryable);
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void endsAReceiveSomeTimeAfterItsWaitAndDoesNotRepeatIt() {
        CountDownLatch never = new CountDownLatch(1);
        try (var server = ScriptedServer.http(Answer.after(never, Answer.ok("{}")));
                var receiver =
                        receiverBuilder(server).requestTimeout(Duration.ofMillis(200)).build()) {
            assertThat(thrown(() -> receiver.receive(1, Duration.ZERO)))
                    .matches(e -> e.code().equals("Timeout") && e.status() == 0)
                    .matches(EventGridException::retryable);
            assertThat(server.requests()).hasSize(1);
            never.countDown();
        }
    }

    @Test
    void endsARequestWhoseBodyStopsHalfWay() {
        CountDownLatch never = new CountDownLatch(1);
        Answer half =
                connection -> {
                    connection
                            .getOutputStream()
                            .write(
                                    "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"v"
                                            .getBytes(StandardCharsets.UTF_8));
                    never.await();
                    return false;
                };
        try (var server = ScriptedServer.http(half);
                var receiver =
                        receiverBuilder(server).requestTimeout(Duration.ofMillis(200)).build()) {
            assertThat(thrown(() -> receiver.receive(1, Duration.ZERO)))
                    .matches(e -> e.code().equals("Timeout"));
            never.countDown();
        }
    }

    @Test
    void tellsThatNobodyListens() {
        ScriptedServer server = ScriptedServer.http(Answer.ok("{}"));
        try (var sender = sender(server)) {
            server.close();
            assertThat(thrown(() -> sender.send(event(EVENT))))
                    .isInstanceOf(EventGridException.Unavailable.class)
                    .matches(e -> e.code().equals("Network") && e.retryable());
        }
    }

    @Test
    void boundsTheAnswer() {
        String large = "{\"value\":[\"" + "x".repeat(5000) + "\"]}";
        try (var server = ScriptedServer.http(Answer.ok(large));
                var receiver = receiverBuilder(server).answerBytesMax(4096).build()) {
            assertThat(thrown(() -> receiver.receive(1, WAIT)))
                    .matches(e -> e.code().equals("AnswerTooLarge") && !e.retryable());
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void tellsAnAnswerThatCannotBeRead() {
        for (String broken :
                List.of("", "[]", "{\"value\":[{}]}", "{\"value\":[", "{\"value\":[3")) {
            try (var server = ScriptedServer.http(Answer.ok(broken));
                    var receiver = receiver(server)) {
                assertThat(thrown(() -> receiver.receive(1, WAIT)))
                        .as(broken)
                        .matches(e -> e.code().equals("BadAnswer") && e.retryable());
            }
        }
    }

    @Test
    void failsCallsAfterClose() {
        try (var server = ScriptedServer.http(Answer.ok("{}"))) {
            EventGridSender sender = sender(server);
            sender.send(event(EVENT));
            sender.close();
            assertThat(thrown(() -> sender.send(event(EVENT))).status()).isZero();
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static EventGridException failure(Answer answer) {
        try (var server = ScriptedServer.http(answer);
                var sender = senderBuilder(server).build()) {
            return thrown(() -> sender.send(event(EVENT)));
        }
    }

    private static EventGridException thrown(Runnable call) {
        return catchThrowableOfType(EventGridException.class, call::run);
    }
}
