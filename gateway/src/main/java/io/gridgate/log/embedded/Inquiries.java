package io.gridgate.log.embedded;

import io.gridgate.log.EventStatus;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Tally;
import io.gridgate.log.TopicName;
import io.gridgate.log.lease.Books;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.SegmentStore;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Questions that are answered on the committer's thread, so that the answers fit together. */
final class Inquiries {

    private Inquiries() {}

    static Tally tally(LogState state, SubscriptionName name) {
        Books books = state.subscription(name).queue().books();
        return new Tally(
                books.matchedCount(),
                books.acknowledgedCount(),
                books.deadLetteredCount(),
                books.pendingCount(),
                books.leasedCount());
    }

    static Optional<EventStatus> find(LogState state, TopicName name, DedupKey key) {
        TopicState topic = state.topic(name);
        DedupRecord record = state.dedup().find(key);
        if (topic == null || record == null) {
            return Optional.empty();
        }
        Map<SubscriptionName, EventStatus.State> states = new HashMap<>();
        for (SubscriptionState subscription : topic.subscriptions()) {
            for (int wanted : record.subscriptions()) {
                if (wanted == subscription.id()) {
                    states.put(
                            subscription.settings().name(),
                            of(state.store(), subscription, record.sequence()));
                }
            }
        }
        Instant acceptedAt = Instant.ofEpochMilli(record.acceptedAt());
        return Optional.of(new EventStatus(record.sequence(), acceptedAt, states));
    }

    private static EventStatus.State of(
            SegmentStore store, SubscriptionState subscription, long sequence) {
        EventStatus.State unsettled = subscription.queue().unsettled(sequence);
        if (unsettled != null) {
            return unsettled;
        }
        boolean dead = store.has(Kind.DEAD, subscription.id(), sequence);
        return dead ? EventStatus.State.DEAD_LETTERED : EventStatus.State.ACKNOWLEDGED;
    }
}
