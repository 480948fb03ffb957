package io.gridgate.handlers.claimcheck;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventText;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.WorkerListener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Deletes an event's data from their store once the namespace has taken its acknowledgement, so
 * that an event which comes again still finds them. For data with one consumer: where several event
 * subscriptions get the event, the first would take them from the others.
 *
 * <p>A listener of a worker; it deletes one after the other on a thread of its own. What it does
 * not get to, because the process ends, the store fails, or more than 1,000 wait, stays for the
 * store's own life cycle. Closed after its worker.
 */
public final class DeleteAcknowledged implements WorkerListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeleteAcknowledged.class);
    private static final int WAITING_MAX = 1_000;
    private static final int CLOSE_SECONDS = 10;

    private final DataStore store;
    private final ThreadPoolExecutor deleting;

    /**
     * Makes the listener.
     *
     * @param store what the data are deleted from
     */
    public DeleteAcknowledged(DataStore store) {
        this.store = store;
        this.deleting =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING_MAX),
                        Thread.ofVirtual().name("claim-check-delete").factory(),
                        (_, _) -> LOG.warn("Data of a handled event left to the store to delete"));
    }

    @Override
    public void settled(CloudEvent event, DeliveryContext context, Outcome outcome) {
        String dataref = ClaimResolver.extension(event, ClaimCheck.DATAREF);
        if (outcome instanceof Outcome.Acknowledge && dataref != null) {
            deleting.execute(() -> delete(event, dataref));
        }
    }

    private void delete(CloudEvent event, String dataref) {
        try {
            URI address = URI.create(dataref);
            if (store.reads(address)) {
                store.delete(address);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Data of {} not deleted: {}", EventText.of(event), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes what waits, for 10 s at most. */
    @Override
    public void close() {
        deleting.shutdown();
        try {
            if (!deleting.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                deleting.shutdownNow();
            }
        } catch (InterruptedException e) {
            deleting.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
