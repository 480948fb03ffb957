package io.gridgate.handlers.examples;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Worker;
import io.gridgate.handlers.claimcheck.BlobStore;
import io.gridgate.handlers.claimcheck.ClaimCheck;
import io.gridgate.handlers.claimcheck.ClaimResolver;
import io.gridgate.handlers.claimcheck.DeleteAcknowledged;
import io.gridgate.handlers.client.AzureCredentials;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.EventGridSender;

import java.io.IOException;
import java.net.URI;

/** Reports of any size. */
final class BigReports {

    private static final URI CONTAINER = URI.create("https://NAME.blob.core.windows.net/reports");

    static BlobStore store() {
        return BlobStore.withIdentity(CONTAINER, AzureCredentials.fromEnvironment());
    }

    static void send(EventGridSender sender, BlobStore store, CloudEvent report)
            throws IOException, InterruptedException {
        sender.send(new ClaimCheck(store).checkIn(report));
    }

    static Worker worker(
            EventGridReceiver receiver,
            BlobStore store,
            DeleteAcknowledged deleting,
            EventHandler reports) {
        var resolver = new ClaimResolver(50_000_000, store);
        return Worker.builder(receiver, resolver.resolving(reports)).listener(deleting).build();
    }

    private BigReports() {}
}
