package io.gridgate.app.gateway;

import io.gridgate.deliver.LaneListener;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.SubscriptionName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.util.List;

/** Logs when the namespace goes down or comes back, and every dead letter; then passes it on. */
final class ForwardLog implements LaneListener {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardLog.class);

    private final URI endpoint;
    private final LaneListener next;

    ForwardLog(URI endpoint, LaneListener next) {
        this.endpoint = endpoint;
        this.next = next;
    }

    @Override
    public void delivered(SubscriptionName lane, List<StoredEvent> events) {
        next.delivered(lane, events);
    }

    @Override
    public void deadLettered(SubscriptionName lane, StoredEvent event, String reason) {
        LOG.error("{} refuses event {} of {}: {}", endpoint, event.key(), lane.topic(), reason);
        next.deadLettered(lane, event, reason);
    }

    @Override
    public void paused(SubscriptionName lane, String reason) {
        LOG.error(
                "{} takes no events of {}; they wait and nothing is lost: {}",
                endpoint,
                lane.topic(),
                reason);
        next.paused(lane, reason);
    }

    @Override
    public void resumed(SubscriptionName lane) {
        LOG.info("{} takes events of {} again", endpoint, lane.topic());
        next.resumed(lane);
    }
}
