package io.gridgate.deliver.push;

import io.gridgate.deliver.LaneListener;
import io.gridgate.log.EventLog;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Pushes the events of event subscriptions to their webhooks, each on a lane of its own, so that a
 * slow or dead webhook holds up no other. {@link #start} and {@link #stop} are for one thread.
 */
public final class Pusher {

    private static final Logger LOG = LoggerFactory.getLogger(Pusher.class);

    private final List<PushLane> lanes;

    /**
     * Makes a pusher; it rests until it is started.
     *
     * @param log the log with the event subscriptions, which are declared
     * @param webhooks where their events go
     * @param client sends the requests; it stays open and belongs to the caller
     * @param options how to push
     * @param listener hears what happens
     */
    public Pusher(
            EventLog log,
            Collection<Webhook> webhooks,
            WebhookClient client,
            PushOptions options,
            LaneListener listener) {
        lanes =
                webhooks.stream()
                        .map(webhook -> new PushLane(webhook, log, client, options, listener))
                        .toList();
    }

    /** Starts to shake hands, and to push where a webhook agrees. */
    public void start() {
        lanes.forEach(PushLane::start);
    }

    /**
     * Stops: requests under way finish. What was not settled is pushed again after the next start.
     *
     * @param drain how long requests may take to finish, all together
     * @throws InterruptedException if interrupted while waiting
     */
    public void stop(Duration drain) throws InterruptedException {
        lanes.forEach(PushLane::stopLeasing);
        long deadline = System.nanoTime() + drain.toNanos();
        for (PushLane lane : lanes) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            if (!lane.stop(left)) {
                LOG.warn("{} did not finish in time; its events are pushed again", lane.name());
            }
        }
    }
}
