package io.gridgate.app.namespace;

import io.gridgate.deliver.LaneListener;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.SubscriptionName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs when a webhook goes down or comes back, and every dead letter. */
final class PushLog implements LaneListener {

    private static final Logger LOG = LoggerFactory.getLogger(PushLog.class);

    @Override
    public void deadLettered(SubscriptionName lane, StoredEvent event, String reason) {
        LOG.error("event {} of {} is a dead letter: {}", event.key(), lane, reason);
    }

    @Override
    public void paused(SubscriptionName lane, String reason) {
        LOG.error("the webhook of {} takes no events; they wait: {}", lane, reason);
    }

    @Override
    public void resumed(SubscriptionName lane) {
        LOG.info("the webhook of {} takes events", lane);
    }
}
