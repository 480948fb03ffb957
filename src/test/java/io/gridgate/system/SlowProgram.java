package io.gridgate.system;

import com.azure.core.credential.KeyCredential;

import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.Worker;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.EventGridReceiverBuilder;
import io.gridgate.system.harness.GridgateProcess;
import io.gridgate.system.harness.Namespace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A program such as an application team writes around a {@link Worker}. The handler of event 0 ends
 * when the program is told to stop; that of event 1 never does.
 */
final class SlowProgram {

    private SlowProgram() {}

    static GridgateProcess start(Namespace namespace, Path marks) {
        return GridgateProcess.launchMain(
                "slow-program",
                namespace.folder(),
                SlowProgram.class,
                namespace.httpsUrl().toString(),
                namespace.authority().toString(),
                marks.toString());
    }

    /** Runs until the process is told to stop. */
    public static void main(String[] arguments) throws InterruptedException {
        Path marks = Path.of(arguments[2]);
        CountDownLatch stopping = new CountDownLatch(1);
        EventGridReceiver receiver =
                new EventGridReceiverBuilder()
                        .endpoint(arguments[0])
                        .trustedCertificates(Path.of(arguments[1]))
                        .credential(new KeyCredential(Namespace.KEY))
                        .topicName("orders")
                        .subscriptionName("worker")
                        .build();
        EventHandler slow =
                (event, context) -> {
                    mark(marks, "began " + event.getId());
                    stopping.await();
                    if (event.getId().equals("1")) {
                        new CountDownLatch(1).await();
                    }
                    mark(marks, "ended " + event.getId());
                    return Outcome.acknowledge();
                };
        Worker worker = Worker.builder(receiver, slow).lockDuration(Duration.ofMinutes(5)).build();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            stopping.countDown();
                            worker.drain(Duration.ofSeconds(15));
                            receiver.close();
                        }));
        worker.start();
        new CountDownLatch(1).await();
    }

    private static void mark(Path marks, String text) throws IOException {
        Files.writeString(marks, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
