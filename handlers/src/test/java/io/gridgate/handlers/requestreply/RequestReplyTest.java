package io.gridgate.handlers.requestreply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.client.JsonCloudEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

@Timeout(60)
class RequestReplyTest {

    private static final DeliveryContext CONTEXT = DeliveryContext.of(1, Instant.EPOCH);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);

    /** A topic that hands each event on as it is sent. */
    private record Topic(Consumer<CloudEvent> subscriber, List<CloudEvent> sent)
            implements EventGridSender {

        static Topic to(Consumer<CloudEvent> subscriber) {
            return new Topic(subscriber, new CopyOnWriteArrayList<>());
        }

        @Override
        public void send(CloudEvent event) {
            sent.add(event);
            subscriber.accept(event);
        }

        @Override
        public void send(List<? extends CloudEvent> events) {
            events.forEach(this::send);
        }

        @Override
        public void close() {}
    }

    private static JsonCloudEvent event(String id, String members) {
        return JsonCloudEvent.of(
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/s\",\"type\":\"t\"%s}"
                        .formatted(id, members)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void deliver(EventHandler handler, CloudEvent event) {
        try {
            assertThat(handler.handle(event, CONTEXT)).isEqualTo(Outcome.acknowledge());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Requester requester(EventGridSender sender) {
        return new Requester(sender, "one", () -> NOW, RequestReplyTest::now);
    }

    /** Waits for nothing: either the reply is there, or time is over. */
    private static CloudEvent now(CompletableFuture<CloudEvent> reply, Duration timeout)
            throws TimeoutException {
        if (!reply.isDone()) {
            throw new TimeoutException();
        }
        return reply.join();
    }

    @Test
    void givesEachRequestItsOwnReply() throws Exception {
        List<Requester> both = new ArrayList<>();
        // All instances get all replies, as each has a subscription of its own.
        Topic replies = Topic.to(event -> both.forEach(each -> deliver(each.replies(), event)));
        Responder responder =
                new Responder(
                        replies, (request, _) -> event("re-" + request.getId(), ""), () -> NOW);
        Topic requests = Topic.to(event -> deliver(responder, event));
        both.add(new Requester(requests, "one", () -> NOW, RequestReplyTest::now));
        both.add(new Requester(requests, "two", () -> NOW, RequestReplyTest::now));

        for (Requester requester : both) {
            assertThat(requester.request(event("a", ",\"data\":1.10"), LONG))
                    .isInstanceOfSatisfying(
                            Reply.Answered.class,
                            reply -> assertThat(reply.event().getId()).isEqualTo("re-a"));
            assertThat(requester.waiting()).isZero();
            assertThat(requester.lateReplies()).isZero();
        }
        assertThat(requests.sent().getFirst())
                .isEqualTo(
                        event(
                                "a",
                                ",\"data\":1.10,\"correlationid\":\"a\","
                                        + "\"expirytime\":\"2026-01-01T00:00:30Z\","
                                        + "\"replyto\":\"one\""));
        assertThat(replies.sent().getFirst())
                .isEqualTo(
                        event(
                                "re-a",
                                ",\"causationid\":\"a\",\"correlationid\":\"a\","
                                        + "\"replyto\":\"one\""));
    }

    @Test
    void keepsTheCorrelationThatARequestHas() throws Exception {
        Topic requests = Topic.to(_ -> {});

        requester(requests).request(event("a", ",\"correlationid\":\"matter\""), LONG);

        assertThat(requests.sent().getFirst().getExtension("correlationid")).isEqualTo("matter");
    }

    @Test
    void saysThatNobodyRepliedAndReportsTheReplyThatComesLater() throws Exception {
        Requester requester = requester(Topic.to(_ -> {}));

        assertThat(requester.request(event("a", ""), LONG)).isEqualTo(new Reply.TimedOut(LONG));
        assertThat(requester.waiting()).isZero();

        CloudEvent late = event("b", ",\"causationid\":\"a\",\"replyto\":\"one\"");
        deliver(requester.replies(), late);
        deliver(requester.replies(), event("c", ",\"replyto\":\"one\""));
        deliver(requester.replies(), event("d", ",\"causationid\":\"a\",\"replyto\":\"two\""));
        assertThat(requester.lateReplies()).isEqualTo(2);
    }

    @Test
    void takesAReplyThatCameInTheLastMoment() throws Exception {
        List<Requester> itself = new ArrayList<>();
        CloudEvent reply = event("b", ",\"causationid\":\"a\",\"replyto\":\"one\"");
        itself.add(
                new Requester(
                        Topic.to(_ -> {}),
                        "one",
                        () -> NOW,
                        (_, _) -> {
                            deliver(itself.getFirst().replies(), reply);
                            throw new TimeoutException();
                        }));

        assertThat(itself.getFirst().request(event("a", ""), LONG))
                .isEqualTo(new Reply.Answered(reply));
        assertThat(itself.getFirst().lateReplies()).isZero();
    }

    @Test
    void waitsOnRealTime() throws Exception {
        CompletableFuture<CloudEvent> sent = new CompletableFuture<>();
        Requester requester = new Requester(Topic.to(sent::complete), "one");
        var reply = new CompletableFuture<Reply>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        reply.complete(requester.request(event("a", ""), LONG));
                    } catch (InterruptedException e) {
                        reply.completeExceptionally(e);
                    }
                });
        CloudEvent answer = Correlation.reply(sent.get(), event("b", ""));
        deliver(requester.replies(), answer);

        assertThat(reply.get()).isEqualTo(new Reply.Answered(answer));
        assertThat(requester.request(event("c", ""), Duration.ofMillis(1)))
                .isEqualTo(new Reply.TimedOut(Duration.ofMillis(1)));
    }

    @Test
    void forgetsARequestThatIsNotSent() {
        Requester requester =
                requester(
                        Topic.to(_ -> {
                            throw new IllegalStateException("away");
                        }));

        assertThatIllegalStateException()
                .isThrownBy(() -> requester.request(event("a", ""), LONG))
                .withMessage("away");
        assertThat(requester.waiting()).isZero();
    }

    @Test
    void refusesASecondRequestOfTheSameId() throws Exception {
        List<Requester> itself = new ArrayList<>();
        itself.add(
                requester(
                        Topic.to(event ->
                                assertThatIllegalStateException()
                                        .isThrownBy(() -> itself.getFirst().request(event, LONG))
                                        .withMessage("a request of this id waits already"))));

        assertThat(itself.getFirst().request(event("a", ""), LONG))
                .isEqualTo(new Reply.TimedOut(LONG));
    }

    @Test
    void carriesOutNothingThatHasExpired() {
        Topic replies = Topic.to(_ -> {});
        Responder responder = new Responder(replies, (_, _) -> event("b", ""), () -> NOW);
        CloudEvent request = event("a", "");

        deliver(responder, Correlation.request(request, "one", NOW));
        assertThat(replies.sent()).isEmpty();
        deliver(responder, Correlation.request(request, "one", NOW.plusMillis(1)));
        deliver(responder, event("a", ",\"expirytime\":\"soon\""));
        deliver(responder, request);
        assertThat(replies.sent()).hasSize(3);
    }

    @Test
    void leavesARequestThatIsNotCarriedOutToComeAgain() {
        Responder responder =
                new Responder(
                        Topic.to(_ -> {}),
                        (_, _) -> {
                            throw new ExecutionException(new IllegalStateException("down"));
                        });

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> responder.handle(event("a", ""), CONTEXT));
    }

    @Test
    void holdsItsSettingsToTheirBounds() {
        Topic topic = Topic.to(_ -> {});
        assertThatIllegalArgumentException().isThrownBy(() -> new Requester(topic, " "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Requester(topic, "x".repeat(101)))
                .withMessage("an instance has a name of 1 to 100 characters, not 101");
        for (Duration timeout : List.of(Duration.ZERO, Duration.ofDays(1).plusNanos(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> requester(topic).request(event("a", ""), timeout))
                    .withMessageContaining("must be PT0.001S to PT24H");
        }
    }
}
