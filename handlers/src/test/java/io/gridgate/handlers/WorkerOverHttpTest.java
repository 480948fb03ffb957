package io.gridgate.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.KeyCredential;

import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.EventGridReceiverBuilder;
import io.gridgate.handlers.testing.Answer;
import io.gridgate.handlers.testing.RecordedRequest;
import io.gridgate.handlers.testing.ScriptedServer;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

class WorkerOverHttpTest {

    private static final String RECEIVED =
            """
            {"value":[{"brokerProperties":{"lockToken":"LT","deliveryCount":2},
            "event":{"specversion":"1.0","id":"a","source":"s","type":"t","data":1.10}}]}\
            """;
    private static final String NOTHING = "{\"value\":[]}";
    private static final String ACKNOWLEDGED =
            "{\"succeededLockTokens\":[\"LT\"],\"failedLockTokens\":[]}";

    @Test
    void receivesHandlesAcknowledgesAndDrainsOnRealTime() {
        CountDownLatch draining = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        RecordingListener listener = new RecordingListener();
        try (var server =
                        ScriptedServer.answering(request ->
                                request.line().contains(":acknowledge")
                                        ? Answer.ok(ACKNOWLEDGED)
                                        : first.getAndSet(false)
                                                ? Answer.ok(RECEIVED)
                                                : Answer.after(draining, Answer.ok(NOTHING)));
                var receiver = receiver(server)) {
            Worker worker =
                    Worker.builder(receiver, new LoggingHandler())
                            .listener(listener)
                            .receiveWait(Duration.ofSeconds(1))
                            .build();
            worker.start();
            listener.await("settled a");
            draining.countDown();

            assertThat(worker.drain(Duration.ofSeconds(20))).isEqualTo(new DrainReport(0, 0, 0));
            assertThat(server.requests())
                    .extracting(RecordedRequest::body)
                    .contains("{\"lockTokens\":[\"LT\"]}");
        }
    }

    private static EventGridReceiver receiver(ScriptedServer server) {
        return new EventGridReceiverBuilder()
                .endpoint(server.uri())
                .topicName("orders")
                .subscriptionName("worker")
                .credential(new KeyCredential("k"))
                .allowInsecureLoopback()
                .build();
    }
}
