package io.gridgate.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.KeyCredential;

import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.Worker;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.EventGridReceiverBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

@Timeout(60)
class WorkerWatchTest {

    /** A namespace that has no events, or fails. */
    private static com.sun.net.httpserver.HttpServer namespace(AtomicInteger status)
            throws IOException {
        var server =
                com.sun.net.httpserver.HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = "{\"value\":[]}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status.get(), body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void isReadyWhileTheNamespaceAnswersAndUntilItStops() throws Exception {
        AtomicInteger status = new AtomicInteger(200);
        var server = namespace(status);
        WorkerWatch watch = new WorkerWatch();
        try (EventGridReceiver receiver =
                        new EventGridReceiverBuilder()
                                .endpoint(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + server.getAddress().getPort()))
                                .topicName("orders")
                                .subscriptionName("billing")
                                .credential(new KeyCredential("k"))
                                .allowInsecureLoopback()
                                .build();
                Worker worker =
                        watch.build(
                                Worker.builder(receiver, (_, _) -> Outcome.acknowledge())
                                        .receiveWait(Duration.ZERO),
                                "orders",
                                "billing",
                                16)) {
            assertThat(watch.ready()).isFalse();
            worker.start();
            await(watch::ready);
            assertThat(watch.metrics())
                    .contains(
                            "gridgate_worker_in_flight{subscription=\"billing\",topic=\"orders\"}"
                                    + " 0.0");
            assertThat(watch.statuses())
                    .singleElement()
                    .satisfies(one -> assertThat(one.lag().oldestEvent()).isZero());

            status.set(400);
            await(() -> !watch.ready());
            status.set(200);
            await(watch::ready);
            watch.stopping();
            assertThat(watch.ready()).isFalse();
        } finally {
            server.stop(0);
        }
    }
}
