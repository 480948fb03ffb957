package io.gridgate.deliver.push;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.gridgate.deliver.Circuit;
import io.gridgate.deliver.LaneListener;
import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.LockToken;
import io.gridgate.log.LogException;
import io.gridgate.log.Settlement;
import io.gridgate.log.StoredEvent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request on its way: sent, and its events settled by the answer, all in the same way. Events
 * are acknowledged only after the webhook took them; if the process ends before that, they are
 * delivered again. Stateless, for many threads.
 */
final class PushTransfer {

    private static final Logger LOG = LoggerFactory.getLogger(PushTransfer.class);

    private final Webhook webhook;
    private final EventLog log;
    private final WebhookClient client;
    private final PushHealth health;
    private final PushRules rules;
    private final PushOptions options;
    private final LaneListener listener;

    PushTransfer(
            Webhook webhook,
            EventLog log,
            WebhookClient client,
            PushHealth health,
            PushOptions options,
            LaneListener listener) {
        this.webhook = webhook;
        this.log = log;
        this.client = client;
        this.health = health;
        this.rules = new PushRules(options.clock());
        this.options = options;
        this.listener = listener;
    }

    void carry(List<Delivery> batch, Circuit.Permit permit) {
        PushOutcome outcome = attempt(batch);
        health.report(permit, outcome);
        switch (outcome) {
            case PushOutcome.Delivered _ -> {
                if (settle(batch, new Settlement.Acknowledge())) {
                    listener.delivered(webhook.subscription(), events(batch));
                }
            }
            case PushOutcome.Refused(String reason, boolean _) -> {
                if (settle(batch, new Settlement.Reject(reason))) {
                    events(batch)
                            .forEach(event ->
                                    listener.deadLettered(webhook.subscription(), event, reason));
                }
            }
            case PushOutcome.Again(Duration atLeast, Optional<Duration> _, String reason) ->
                    again(batch, atLeast, reason);
        }
    }

    /** The delivery does not count: nothing was sent. */
    void giveBack(List<Delivery> batch) {
        settle(batch, new Settlement.GiveBack());
    }

    /** A fault of our own must not lose events, and must not stop the others. */
    private PushOutcome attempt(List<Delivery> batch) {
        try {
            return rules.outcome(client.call(PushRequest.of(webhook, batch)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PushOutcome.Again(Duration.ZERO, Optional.empty(), "stopping");
        } catch (RuntimeException e) {
            LOG.error("pushing {} failed; this is a bug", webhook, e);
            return new PushOutcome.Again(Duration.ZERO, Optional.empty(), e.toString());
        }
    }

    /** Each event waits by how often it was tried; after its last try the log gives it up. */
    private void again(List<Delivery> batch, Duration atLeast, String reason) {
        LOG.warn("{} did not take {} events, they come again: {}", webhook, batch.size(), reason);
        batch.stream()
                .collect(groupingBy(Delivery::deliveryCount, TreeMap::new, toList()))
                .forEach((count, tried) -> {
                    Duration wait = options.schedule().delay(count, options.random());
                    settle(
                            tried,
                            new Settlement.Release(wait.compareTo(atLeast) > 0 ? wait : atLeast));
                });
    }

    private boolean settle(List<Delivery> batch, Settlement settlement) {
        List<LockToken> tokens = batch.stream().map(Delivery::token).toList();
        try {
            log.settle(webhook.subscription(), tokens, settlement);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LogException e) {
            LOG.error("{} could not settle {} events: {}", webhook, batch.size(), e.getMessage());
        }
        return false;
    }

    private static List<StoredEvent> events(List<Delivery> batch) {
        return batch.stream().map(Delivery::event).toList();
    }
}
