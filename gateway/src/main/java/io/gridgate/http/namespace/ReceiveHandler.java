package io.gridgate.http.namespace;

import io.gridgate.http.Answer;
import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.LockToken;
import io.gridgate.log.Settlement;
import io.gridgate.log.Subscription;

import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Hands out events under a lock; waits for the first one, never for more. */
final class ReceiveHandler {

    private final EventLog log;
    private final NamespaceLimits limits;
    private final LongPolls polls;

    ReceiveHandler(EventLog log, NamespaceLimits limits, LongPolls polls) {
        this.log = log;
        this.limits = limits;
        this.polls = polls;
    }

    void handle(HttpServletResponse response, QueryParameters query, TopicDirectory.Entry entry)
            throws IOException, InterruptedException {
        int max = maxEvents(query);
        Duration wait = maxWaitTime(query);
        Subscription subscription = entry.subscription();
        List<Delivery> deliveries =
                polls.await(
                        wait,
                        w -> log.lease(subscription.name(), max, w, subscription.lock()),
                        List.of());
        try {
            Answer.ok(
                    response, ContentTypes.JSON_UTF8, ReceiveAnswer.of(deliveries, entry.codec()));
        } catch (IOException e) {
            giveBack(subscription, deliveries);
            throw e;
        }
    }

    private int maxEvents(QueryParameters query) {
        int max = UnsignedParameter.parse(query.get("maxEvents"), 1);
        if (max < 1 || max > limits.receiveEventsMax()) {
            throw NamespaceFailures.invalidArgument("maxEvents");
        }
        return max;
    }

    private Duration maxWaitTime(QueryParameters query) {
        int seconds =
                UnsignedParameter.parse(
                        query.get("maxWaitTime"), NamespaceLimits.WAIT_SECONDS_DEFAULT);
        if (seconds < limits.waitSecondsMin() || seconds > limits.waitSecondsMax()) {
            throw NamespaceFailures.invalidArgument("maxWaitTime");
        }
        return Duration.ofSeconds(seconds);
    }

    /** Nobody will settle what nobody got; it need not wait for its lock to run out. */
    private void giveBack(Subscription subscription, List<Delivery> deliveries)
            throws InterruptedException {
        if (!deliveries.isEmpty()) {
            List<LockToken> tokens = deliveries.stream().map(Delivery::token).toList();
            log.settle(subscription.name(), tokens, new Settlement.Release(Duration.ZERO));
        }
    }
}
