package io.gridgate.app.gateway;

import io.gridgate.deliver.LaneListener;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Logs when Event Grid goes down or comes back, and every dead letter; then passes it on. */
final class ForwardLog implements LaneListener {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardLog.class);

    private final URI endpoint;
    private final Map<TopicName, URI> elsewhere;
    private final LaneListener next;

    /** The outboxes of some topics go elsewhere, to the endpoints given. */
    ForwardLog(URI endpoint, Map<TopicName, URI> elsewhere, LaneListener next) {
        this.endpoint = endpoint;
        this.elsewhere = Map.copyOf(elsewhere);
        this.next = next;
    }

    @Override
    public void delivered(SubscriptionName lane, List<StoredEvent> events) {
        next.delivered(lane, events);
    }

    @Override
    public void deadLettered(SubscriptionName lane, StoredEvent event, String reason) {
        LOG.error(
                "{} refuses event {} of {}: {}", endpoint(lane), event.key(), lane.topic(), reason);
        next.deadLettered(lane, event, reason);
    }

    @Override
    public void paused(SubscriptionName lane, String reason) {
        LOG.error(
                "{} takes no events of {}; they wait and nothing is lost: {}",
                endpoint(lane),
                lane.topic(),
                reason);
        next.paused(lane, reason);
    }

    @Override
    public void resumed(SubscriptionName lane) {
        LOG.info("{} takes events of {} again", endpoint(lane), lane.topic());
        next.resumed(lane);
    }

    private URI endpoint(SubscriptionName lane) {
        return elsewhere.getOrDefault(lane.topic(), endpoint);
    }
}
