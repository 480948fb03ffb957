package io.gridgate.deliver.push;

import io.gridgate.log.EventLog;
import io.gridgate.log.SubscriptionName;

import java.net.URI;

/**
 * An event subscription whose events are pushed.
 *
 * @param subscription the event subscription, which is declared in the log
 * @param endpoint where its events are posted; the query may hold a secret and is never logged
 * @param batchEventsMax most events in one request, 1 to {@link EventLog#BATCH_MAX}; 1 sends each
 *     event as an object, more send an array
 * @param batchBytesMax most bytes of events in one request, 1 to {@link EventLog#LEASE_BYTES_MAX};
 *     an event that is larger goes alone
 */
public record Webhook(
        SubscriptionName subscription, URI endpoint, int batchEventsMax, int batchBytesMax) {

    /** Checks the bounds. */
    public Webhook {
        if (batchEventsMax < 1 || batchEventsMax > EventLog.BATCH_MAX) {
            throw new IllegalArgumentException("batch limit out of bounds: " + batchEventsMax);
        }
        if (batchBytesMax < 1 || batchBytesMax > EventLog.LEASE_BYTES_MAX) {
            throw new IllegalArgumentException("batch size out of bounds: " + batchBytesMax);
        }
    }

    boolean batches() {
        return batchEventsMax > 1;
    }

    /** Returns subscription and address, without the query. */
    @Override
    public String toString() {
        return "%s to %s://%s%s"
                .formatted(
                        subscription,
                        endpoint.getScheme(),
                        endpoint.getRawAuthority(),
                        endpoint.getRawPath());
    }
}
