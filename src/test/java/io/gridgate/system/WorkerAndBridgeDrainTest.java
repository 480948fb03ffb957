package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.NamespaceApi;
import io.gridgate.system.harness.Role;
import io.gridgate.system.harness.Webhook;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A process with a handler and a target stops both at the same time. */
class WorkerAndBridgeDrainTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration HANDLED = Duration.ofSeconds(5);

    @Test
    void handlesNothingMoreWhileATargetStillHasATurn() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        try (Namespace namespace =
                        Namespace.start(
                                "drain-both",
                                "--topic",
                                "orders",
                                "--subscription",
                                "orders/worker",
                                "--topic",
                                "mail",
                                "--subscription",
                                "mail/hook,lock=PT5M");
                Http http = Http.trusting(namespace.authority());
                Webhook webhook = new Webhook(_ -> await(hanging))) {
            NamespaceApi orders = new NamespaceApi(http, namespace.httpsUrl(), "orders", "worker");
            NamespaceApi mail = new NamespaceApi(http, namespace.httpsUrl(), "mail", "hook");
            Path output = namespace.folder().resolve("handled.jsonl");
            try (Role worker =
                    Role.start(
                            "worker", "drain-both-worker", settings(namespace, webhook, output))) {
                mail.publish(event(0));
                orders.publish(event(0));
                Await.until(
                        "the target hangs and the handler has had its event",
                        PATIENCE,
                        () -> webhook.posted().size() == 1 && lines(output) == 1);

                worker.process().signalStop();
                AtomicInteger published = new AtomicInteger();
                Await.until(
                        "the handler takes nothing more",
                        Duration.ofSeconds(40),
                        () -> !takes(orders, published.incrementAndGet(), output));

                hanging.countDown();
                assertThat(worker.process().stop()).isIn(0, 143);
            } finally {
                hanging.countDown();
            }
        }
    }

    /** Publishes an event; returns whether it is handled soon. */
    private static boolean takes(NamespaceApi orders, int number, Path output) {
        try {
            orders.publish(event(number));
            Await.until("it is handled", HANDLED, () -> lines(output) > number);
            return true;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (AssertionError e) {
            return false;
        }
    }

    private static String settings(Namespace namespace, Webhook webhook, Path output) {
        String access =
                """
                  endpoint: %s
                  key: %s
                  trusted-certificates: %s
                """
                        .formatted(namespace.httpsUrl(), Namespace.KEY, namespace.authority());
        return """
        worker:
        %1$s  topic: orders
          subscription: worker
          handler: file
          output: %2$s
        bridge:
        %1$s  drain-timeout: PT50S
          targets:
            mail:
              topic: mail
              subscription: hook
              url: %3$s
              lock: PT5M
              timeout: PT3M
        """
                .formatted(access, output, webhook.url("/hook"));
    }

    private static String event(int number) {
        return "{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"s\",\"type\":\"t\"}"
                .formatted(number);
    }

    private static int lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 200;
    }
}
