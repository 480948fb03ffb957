package io.gridgate.system;

import com.azure.core.credential.KeyCredential;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.Worker;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.EventGridReceiverBuilder;
import io.gridgate.handlers.inbox.Inbox;
import io.gridgate.system.harness.GridgateProcess;
import io.gridgate.system.harness.Namespace;

import org.postgresql.ds.PGSimpleDataSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A program whose effect is a row of PostgreSQL that nothing but the inbox keeps from standing
 * there twice. It renews no locks, and every eighth event takes longer than the lock, so that the
 * event comes again while it is being handled.
 */
final class InboxProgram {

    static final String CONSUMER = "billing";

    private InboxProgram() {}

    static GridgateProcess start(Namespace namespace, String database) {
        return GridgateProcess.launchMain(
                "inbox-program",
                namespace.folder(),
                InboxProgram.class,
                namespace.httpsUrl().toString(),
                namespace.authority().toString(),
                database);
    }

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(arguments[2]);
        EventGridReceiver receiver =
                new EventGridReceiverBuilder()
                        .endpoint(arguments[0])
                        .trustedCertificates(Path.of(arguments[1]))
                        .credential(new KeyCredential(Namespace.KEY))
                        .topicName("orders")
                        .subscriptionName("worker")
                        .build();
        Worker.builder(
                        receiver,
                        Inbox.builder(database, CONSUMER)
                                .build()
                                .once((event, _, connection) -> {
                                    effect(event, connection);
                                    int id = Integer.parseInt(event.getId());
                                    Thread.sleep(id % 8 == 0 ? 1_500 : 20);
                                    return Outcome.acknowledge();
                                }))
                .lockDuration(Duration.ofSeconds(1))
                .renewalLimit(Duration.ZERO)
                .build()
                .start();
        new CountDownLatch(1).await();
    }

    private static void effect(CloudEvent event, Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO effects VALUES (?)")) {
            insert.setString(1, event.getId());
            insert.executeUpdate();
        }
    }
}
