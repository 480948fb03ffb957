package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.KeyCredential;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.gridgate.handlers.client.EventGridException;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.EventGridReceiverBuilder;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.client.EventGridSenderBuilder;
import io.gridgate.handlers.client.FailedLockToken;
import io.gridgate.handlers.client.ReceiveDetails;
import io.gridgate.handlers.client.ReceiveResult;
import io.gridgate.handlers.client.ReleaseDelay;
import io.gridgate.handlers.client.SettlementResult;
import io.gridgate.system.harness.Namespace;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The Java client against the namespace role over TLS, as against Azure: endpoint, key, trust. */
@Execution(ExecutionMode.CONCURRENT)
class JavaClientTest {

    private static final Duration BRIEFLY = Duration.ofSeconds(1);
    private static final Duration PATIENTLY = Duration.ofSeconds(20);
    private static final FailedLockToken UNREADABLE =
            new FailedLockToken("faketoken", "BadToken", "Cannot decode lockToken");

    private static Namespace namespace;

    @BeforeAll
    static void startNamespace() {
        List<String> flags = new ArrayList<>(List.of("--relaxed-limits"));
        for (String topic :
                List.of("round", "batch", "ack", "release", "limit", "reject", "delay")) {
            flags.addAll(List.of("--topic", topic, "--subscription", topic + "/worker"));
        }
        flags.addAll(List.of("--topic", "renew", "--subscription", "renew/worker,lock=PT5S"));
        namespace = Namespace.start("java-client", flags.toArray(String[]::new));
    }

    @AfterAll
    static void stopNamespace() {
        namespace.close();
    }

    @Test
    void sendsOneEventAndReceivesItWithEveryAttribute() {
        try (EventGridSender sender = sender("round");
                EventGridReceiver receiver = receiver("round")) {
            CloudEvent sent =
                    CloudEventBuilder.v1(event("one"))
                            .withSubject("items/1")
                            .withDataSchema(URI.create("https://contoso.example/item.json"))
                            .withTime(OffsetDateTime.parse("2026-11-21T01:02:03.45Z"))
                            .withExtension("traceparent", "00-abc-def-01")
                            .build();
            sender.send(sent);

            ReceiveDetails received = one(receiver);
            CloudEvent event = received.event();
            assertThat(received.brokerProperties().deliveryCount()).isEqualTo(1);
            assertThat(event.getId()).isEqualTo(sent.getId());
            assertThat(event.getSource()).isEqualTo(sent.getSource());
            assertThat(event.getType()).isEqualTo(sent.getType());
            assertThat(event.getSubject()).isEqualTo(sent.getSubject());
            assertThat(event.getDataSchema()).isEqualTo(sent.getDataSchema());
            assertThat(event.getTime()).isEqualTo(sent.getTime());
            assertThat(event.getExtension("traceparent")).isEqualTo("00-abc-def-01");
            assertThat(event.getData().toBytes()).isEqualTo(sent.getData().toBytes());
        }
    }

    @Test
    void sendsABatchAndReceivesEveryEventOnce() {
        try (EventGridSender sender = sender("batch");
                EventGridReceiver receiver = receiver("batch")) {
            List<CloudEvent> sent =
                    IntStream.range(0, 250).mapToObj(i -> event("batch-" + i)).toList();
            sender.send(sent);

            Set<String> seen = new HashSet<>();
            while (seen.size() < sent.size()) {
                List<ReceiveDetails> part = receiver.receive(100, PATIENTLY).details();
                assertThat(part).as("after %s events", seen.size()).isNotEmpty();
                part.forEach(entry -> assertThat(seen.add(entry.event().getId())).isTrue());
                assertThat(receiver.acknowledge(tokens(part)).failedLockTokens()).isEmpty();
            }
            assertThat(seen).hasSameElementsAs(sent.stream().map(CloudEvent::getId).toList());
            assertThat(receiver.receive(100, BRIEFLY).details()).isEmpty();
        }
    }

    @Test
    void acknowledgesOnceAndIsToldPerToken() {
        try (EventGridSender sender = sender("ack");
                EventGridReceiver receiver = receiver("ack")) {
            sender.send(event("ack"));
            String token = one(receiver).brokerProperties().lockToken();

            assertThat(receiver.acknowledge(List.of(token))).isEqualTo(succeeded(token));
            assertThat(receiver.acknowledge(List.of(token, "faketoken")))
                    .isEqualTo(
                            new SettlementResult(List.of(), List.of(expired(token), UNREADABLE)));
            assertThat(receiver.receive(1, BRIEFLY)).isEqualTo(new ReceiveResult(List.of()));
        }
    }

    @Test
    void releasesAndReceivesAgain() {
        try (EventGridSender sender = sender("release");
                EventGridReceiver receiver = receiver("release")) {
            sender.send(event("again"));
            ReceiveDetails first = one(receiver);
            String stale = first.brokerProperties().lockToken();
            assertThat(receiver.release(List.of(stale))).isEqualTo(succeeded(stale));

            ReceiveDetails second = one(receiver);
            assertThat(second.event().getId()).isEqualTo("again");
            assertThat(second.brokerProperties().deliveryCount()).isEqualTo(2);
            assertThat(receiver.acknowledge(List.of(stale)).failedLockTokens())
                    .containsExactly(expired(stale));
        }
    }

    @Test
    void releasesWithADelayAndReceivesAfterIt() {
        try (EventGridSender sender = sender("delay");
                EventGridReceiver receiver = receiver("delay")) {
            sender.send(event("later"));
            String token = one(receiver).brokerProperties().lockToken();
            long releasedNanos = System.nanoTime();
            assertThat(receiver.release(List.of(token), ReleaseDelay.TEN_SECONDS))
                    .isEqualTo(succeeded(token));

            assertThat(one(receiver).brokerProperties().deliveryCount()).isEqualTo(2);
            assertThat(Duration.ofNanos(System.nanoTime() - releasedNanos))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(9_900));
        }
    }

    @Test
    void releasesUntilTheDeliveryLimitAndThenReceivesNothing() {
        try (EventGridSender sender = sender("limit");
                EventGridReceiver receiver = receiver("limit")) {
            sender.send(event("limit"));
            for (int delivery = 1; delivery <= 10; delivery++) {
                ReceiveDetails entry = one(receiver);
                assertThat(entry.brokerProperties().deliveryCount()).isEqualTo(delivery);
                String token = entry.brokerProperties().lockToken();
                assertThat(receiver.release(List.of(token))).isEqualTo(succeeded(token));
            }
            assertThat(receiver.receive(1, BRIEFLY).details()).isEmpty();
        }
    }

    @Test
    void rejectsAndReceivesNothing() {
        try (EventGridSender sender = sender("reject");
                EventGridReceiver receiver = receiver("reject")) {
            sender.send(event("no"));
            String token = one(receiver).brokerProperties().lockToken();
            assertThat(receiver.reject(List.of(token))).isEqualTo(succeeded(token));
            assertThat(receiver.receive(1, BRIEFLY).details()).isEmpty();
        }
    }

    @Test
    void keepsALockByRenewingIt() {
        try (EventGridSender sender = sender("renew");
                EventGridReceiver receiver = receiver("renew")) {
            sender.send(event("mine"));
            String token = one(receiver).brokerProperties().lockToken();
            // Seven receives of one second outlast the lock of five.
            for (int round = 0; round < 7; round++) {
                assertThat(receiver.renewLocks(List.of(token))).isEqualTo(succeeded(token));
                assertThat(receiver.receive(1, BRIEFLY).details()).isEmpty();
            }
            assertThat(receiver.acknowledge(List.of(token))).isEqualTo(succeeded(token));
        }
    }

    @Test
    void isToldThatTheTopicDoesNotExist() {
        try (EventGridSender sender = sender("faketopic")) {
            assertThatThrownBy(() -> sender.send(event("lost")))
                    .isInstanceOfSatisfying(
                            EventGridException.NotFound.class,
                            e -> {
                                assertThat(e.status()).isEqualTo(404);
                                assertThat(e.code()).isEqualTo("NotFound");
                                assertThat(e).hasMessageContaining("'faketopic'");
                            });
        }
    }

    @Test
    void isToldThatTheKeyIsWrong() {
        EventGridSenderBuilder wrong =
                new EventGridSenderBuilder()
                        .endpoint(namespace.httpsUrl())
                        .topicName("ack")
                        .credential(new KeyCredential("d3Jvbmcga2V5"))
                        .trustedCertificates(namespace.authority());
        try (EventGridSender sender = wrong.build()) {
            assertThatThrownBy(() -> sender.send(event("lost")))
                    .isInstanceOfSatisfying(
                            EventGridException.Unauthorized.class,
                            e -> assertThat(e.status()).isEqualTo(401));
        }
    }

    private static EventGridSender sender(String topic) {
        return new EventGridSenderBuilder()
                .endpoint(namespace.httpsUrl())
                .topicName(topic)
                .credential(new KeyCredential(Namespace.KEY))
                .trustedCertificates(namespace.authority())
                .build();
    }

    private static EventGridReceiver receiver(String topic) {
        return new EventGridReceiverBuilder()
                .endpoint(namespace.httpsUrl())
                .topicName(topic)
                .subscriptionName("worker")
                .credential(new KeyCredential(Namespace.KEY))
                .trustedCertificates(namespace.authority())
                .build();
    }

    private static CloudEvent event(String id) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/contoso/items"))
                .withType("Contoso.Items.ItemReceived")
                .withData(
                        "application/json",
                        "{\"age\":18,\"name\":\"Bob\"}".getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static ReceiveDetails one(EventGridReceiver receiver) {
        List<ReceiveDetails> details = receiver.receive(1, PATIENTLY).details();
        assertThat(details).hasSize(1);
        return details.getFirst();
    }

    private static List<String> tokens(List<ReceiveDetails> details) {
        return details.stream().map(entry -> entry.brokerProperties().lockToken()).toList();
    }

    private static SettlementResult succeeded(String token) {
        return new SettlementResult(List.of(token), List.of());
    }

    private static FailedLockToken expired(String token) {
        return new FailedLockToken(token, "TokenLost", "Token has expired.");
    }
}
