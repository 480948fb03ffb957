package io.gridgate.system;

import com.azure.core.credential.KeyCredential;

import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.client.EventGridSenderBuilder;
import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.handlers.outbox.Relay;
import io.gridgate.system.harness.GridgateProcess;
import io.gridgate.system.harness.Namespace;

import org.postgresql.ds.PGSimpleDataSource;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that runs a relay on an outbox in PostgreSQL. */
final class OutboxProgram {

    private OutboxProgram() {}

    static GridgateProcess start(Namespace namespace, String database) {
        return GridgateProcess.launchMain(
                "outbox-program",
                namespace.folder(),
                OutboxProgram.class,
                namespace.httpsUrl().toString(),
                namespace.authority().toString(),
                database);
    }

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(arguments[2]);
        EventGridSender sender =
                new EventGridSenderBuilder()
                        .endpoint(arguments[0])
                        .trustedCertificates(Path.of(arguments[1]))
                        .credential(new KeyCredential(Namespace.KEY))
                        .topicName("orders")
                        .build();
        new Relay(new Outbox(), database, sender).start();
        new CountDownLatch(1).await();
    }
}
