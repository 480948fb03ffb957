package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.KeyCredential;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.EventKey;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.Worker;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.EventGridReceiverBuilder;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.client.EventGridSenderBuilder;
import io.gridgate.handlers.requestreply.Reply;
import io.gridgate.handlers.requestreply.Requester;
import io.gridgate.handlers.requestreply.Responder;
import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Namespace;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Workers against the namespace role over TLS: order by key, and replies that find who asked. */
class WorkerOrderTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int EVENTS = 600;
    private static final int KEYS = 12;

    private static Namespace namespace;

    @BeforeAll
    static void startNamespace() {
        namespace =
                Namespace.start(
                        "worker-order",
                        "--relaxed-limits",
                        "--topic",
                        "orders",
                        "--subscription",
                        "orders/worker",
                        "--topic",
                        "questions",
                        "--subscription",
                        "questions/service",
                        "--topic",
                        "answers",
                        "--subscription",
                        "answers/shop-1",
                        "--subscription",
                        "answers/shop-2");
    }

    @AfterAll
    static void stopNamespace() {
        namespace.close();
    }

    @Test
    void handlesTheEventsOfAKeyInTurnAndThoseOfOthersBeside() {
        Map<String, List<Integer>> handled = new ConcurrentHashMap<>();
        Set<String> running = ConcurrentHashMap.newKeySet();
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Random random = new Random(7);
        List<String> overlaps = new CopyOnWriteArrayList<>();
        EventHandler handler =
                (event, _) -> {
                    String key = event.getSubject();
                    if (!running.add(key)) {
                        overlaps.add(event.getId());
                    }
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    // Uneven on purpose: without turns, later events would overtake earlier ones.
                    LockSupport.parkNanos(random.nextInt(3_000_000));
                    handled.computeIfAbsent(key, _ -> new CopyOnWriteArrayList<>())
                            .add(Integer.valueOf(event.getId()));
                    atOnce.decrementAndGet();
                    running.remove(key);
                    return Outcome.acknowledge();
                };
        try (EventGridSender sender = sender("orders");
                EventGridReceiver receiver = receiver("orders", "worker");
                Worker worker =
                        Worker.builder(receiver, handler)
                                .inOrder(EventKey.subject())
                                .concurrency(64)
                                .receiveWait(Duration.ofSeconds(1))
                                .build()) {
            sender.send(
                    IntStream.range(0, EVENTS)
                            .mapToObj(i -> event(String.valueOf(i), "key-" + i % KEYS))
                            .toList());
            worker.start();
            Await.until(
                    "all are acknowledged",
                    PATIENCE,
                    () -> worker.counters().acknowledged(),
                    count -> count == EVENTS);
        }

        assertThat(overlaps).isEmpty();
        assertThat(most.get()).isGreaterThan(1);
        assertThat(handled).hasSize(KEYS);
        handled.forEach((key, ids) ->
                assertThat(ids)
                        .as(key)
                        .hasSize(EVENTS / KEYS)
                        .isSortedAccordingTo(Integer::compare));
    }

    @Test
    void givesEachInstanceTheRepliesToItsOwnRequests() throws Exception {
        try (EventGridSender questions = sender("questions");
                EventGridSender answers = sender("answers");
                EventGridReceiver asked = receiver("questions", "service");
                EventGridReceiver first = receiver("answers", "shop-1");
                EventGridReceiver second = receiver("answers", "shop-2")) {
            Requester one = new Requester(questions, "shop-1");
            Requester two = new Requester(questions, "shop-2");
            Responder responder =
                    new Responder(
                            answers,
                            (question, _) -> event("re-" + question.getId(), question.getId()));
            try (Worker service = worker(asked, responder);
                    Worker shop1 = worker(first, one.replies());
                    Worker shop2 = worker(second, two.replies())) {
                List.of(service, shop1, shop2).forEach(Worker::start);
                for (int i = 0; i < 5; i++) {
                    assertThat(one.request(event("a" + i, "q"), PATIENCE))
                            .isInstanceOfSatisfying(
                                    Reply.Answered.class, isReplyTo("a" + i, "shop-1"));
                    assertThat(two.request(event("b" + i, "q"), PATIENCE))
                            .isInstanceOfSatisfying(
                                    Reply.Answered.class, isReplyTo("b" + i, "shop-2"));
                }
                Await.until(
                        "each has seen all replies",
                        PATIENCE,
                        () -> shop1.counters().acknowledged() + shop2.counters().acknowledged(),
                        count -> count == 20);
            }
            assertThat(one.lateReplies() + two.lateReplies()).isZero();
        }
    }

    private static Consumer<Reply.Answered> isReplyTo(String request, String instance) {
        return reply -> {
            assertThat(reply.event().getId()).isEqualTo("re-" + request);
            assertThat(reply.event().getExtension("causationid")).isEqualTo(request);
            assertThat(reply.event().getExtension("correlationid")).isEqualTo(request);
            assertThat(reply.event().getExtension("replyto")).isEqualTo(instance);
        };
    }

    private static Worker worker(EventGridReceiver receiver, EventHandler handler) {
        return Worker.builder(receiver, handler).receiveWait(Duration.ofSeconds(1)).build();
    }

    private static CloudEvent event(String id, String subject) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/order"))
                .withType("t")
                .withSubject(subject)
                .build();
    }

    private static EventGridSender sender(String topic) {
        return new EventGridSenderBuilder()
                .endpoint(namespace.httpsUrl())
                .trustedCertificates(namespace.authority())
                .credential(new KeyCredential(Namespace.KEY))
                .topicName(topic)
                .build();
    }

    private static EventGridReceiver receiver(String topic, String subscription) {
        return new EventGridReceiverBuilder()
                .endpoint(namespace.httpsUrl())
                .trustedCertificates(namespace.authority())
                .credential(new KeyCredential(Namespace.KEY))
                .topicName(topic)
                .subscriptionName(subscription)
                .build();
    }
}
