package io.gridgate.log.embedded;

import io.gridgate.log.AppendResult;
import io.gridgate.log.Subscription;
import io.gridgate.log.Topic;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.Round;
import io.gridgate.log.segment.SegmentStore;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A topic as the committer keeps it. Used by the committer thread only. */
final class TopicState {

    private static final Logger LOG = LoggerFactory.getLogger(TopicState.class);

    private final int id;
    private final List<SubscriptionState> subscriptions = new ArrayList<>();
    private final LiveEvents live = new LiveEvents();
    private final EventWriter events;
    private final DedupWriter records;
    private final Cohorts cohorts;
    private TopicView view;
    private long nextSequence;
    private long acceptedLast;
    private long dedupSwept;
    private final long unused;
    private int[] allNumbers = {};

    TopicState(int id, Topic settings, TopicCounters counters) {
        this.id = id;
        this.events = new EventWriter(id);
        this.records = new DedupWriter(id);
        this.cohorts = new Cohorts(id);
        this.view = TopicView.of(id, settings, List.of());
        this.nextSequence = counters.nextSequence();
        this.acceptedLast = counters.acceptedLast();
        this.dedupSwept = counters.dedupSwept();
        this.unused = counters.unused();
    }

    int id() {
        return id;
    }

    Topic settings() {
        return view.topic();
    }

    TopicView view() {
        return view;
    }

    LiveEvents live() {
        return live;
    }

    Cohorts cohorts() {
        return cohorts;
    }

    long nextSequence() {
        return nextSequence;
    }

    /** Returns how many events were accepted, ever. */
    long acceptedCount() {
        return nextSequence - unused;
    }

    List<SubscriptionState> subscriptions() {
        return subscriptions;
    }

    void settings(Topic changed) {
        view = TopicView.of(id, changed, view.subscriptions());
        subscriptions.forEach(SubscriptionState::rulesChanged);
    }

    void add(SubscriptionState subscription) {
        subscriptions.add(subscription);
        subscriptionChanged();
    }

    void subscriptionChanged() {
        List<Subscription> settings =
                subscriptions.stream().map(SubscriptionState::settings).toList();
        view = TopicView.of(id, view.topic(), settings);
        allNumbers = subscriptions.stream().mapToInt(SubscriptionState::id).toArray();
    }

    /** Returns when the last event was accepted. */
    long acceptedLast() {
        return acceptedLast;
    }

    /** Returns the sequence before which the dedup records were swept. */
    long dedupSwept() {
        return dedupSwept;
    }

    void dedupSwept(long sequence) {
        dedupSwept = sequence;
    }

    /** Decides one event of an append. */
    AppendResult append(AppendCommand command, int index, LogState log) {
        long now = log.now();
        DedupKey key = command.key(index);
        AppendResult repeat =
                key == null
                        ? null
                        : repeated(log.dedup().find(key), command.contentHash(index), now);
        if (repeat != null) {
            return repeat;
        }
        long sequence = nextSequence++;
        acceptedLast = now;
        Cohort cohort = cohorts.at(now, log.store());
        cohort.countTaken();
        int[] wanting = command.wanting(index);
        if (wanting.length == 0) {
            cohort.countSettled();
        } else {
            byte[] record = command.record(index);
            EventRecord.accepted(record, now);
            events.add(sequence, record, log.round());
            live.add(sequence, wanting.length);
        }
        for (int wanted : wanting) {
            SubscriptionState subscription = subscriptions.get(wanted);
            subscription.append(sequence, now, log.store());
            log.touch(subscription);
        }
        if (key != null) {
            byte[] hash = command.contentHash(index);
            DedupRecord record = new DedupRecord(hash, sequence, now, numbers(wanting));
            records.add(key, record, log.round());
            log.dedup().remember(key, record);
        }
        return new AppendResult.Appended(sequence, log.instant());
    }

    private int[] numbers(int[] wanting) {
        if (wanting.length == allNumbers.length) {
            return allNumbers;
        }
        int[] numbers = new int[wanting.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = allNumbers[wanting[i]];
        }
        return numbers;
    }

    private @Nullable AppendResult repeated(
            @Nullable DedupRecord first, byte[] contentHash, long now) {
        if (first == null || isOver(first.acceptedAt(), now)) {
            return null;
        }
        Instant acceptedAt = Instant.ofEpochMilli(first.acceptedAt());
        if (MessageDigest.isEqual(first.contentHash(), contentHash)) {
            return new AppendResult.Duplicate(first.sequence(), acceptedAt);
        }
        HexFormat hex = HexFormat.of();
        return new AppendResult.Conflict(
                first.sequence(),
                acceptedAt,
                hex.formatHex(first.contentHash()),
                hex.formatHex(contentHash));
    }

    /** Tells whether an acceptance no longer counts for dedup. */
    boolean isOver(long acceptedAt, long now) {
        return overAt(acceptedAt) <= now;
    }

    /** Returns when an acceptance no longer counts for dedup. */
    long overAt(long acceptedAt) {
        return acceptedAt + settings().dedupWindow().toMillis();
    }

    /** Returns the stored form of an event, or of a stand-in that says so where it is missing. */
    ByteBuffer storedEvent(SegmentStore store, long sequence) {
        ByteBuffer event = new EventReader(store, id).read(sequence);
        if (event != null) {
            return event;
        }
        LOG.error("event {} of topic {} is missing in the store", sequence, settings().name());
        return ByteBuffer.wrap(EventRecord.missing(settings().name(), sequence));
    }

    /** Adds what changed to the round. */
    void collect(Round round) {
        events.collect(round);
        records.collect(round);
        cohorts.collect(round);
        round.put(Kind.META, Keys.TOPIC_STATE, id, state());
    }

    private byte[] state() {
        return new TopicCounters(nextSequence, acceptedLast, dedupSwept, unused).encode();
    }
}
