package io.gridgate.log.embedded;

import io.gridgate.log.DeadLetter;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.TopicName;
import io.gridgate.log.lease.Books;
import io.gridgate.log.lease.ChunkCodec;
import io.gridgate.log.lease.GivenUp;
import io.gridgate.log.lease.PendingChunk;
import io.gridgate.log.move.Piece;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.Round;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Turns the pieces of one topic into records. For one thread. */
final class TopicFilling {

    private final Piece.OfTopic topic;
    private final int id;
    private final IntSupplier ids;
    private final Round round;
    private final EventWriter events;
    private final DedupWriter records;
    private final Map<String, SubscriptionFilling> subscriptions = new LinkedHashMap<>();
    private long taken;
    private long acceptedLast;
    private long eventLast = -1;
    private long recordLast = -1;
    private long recordsAcceptedAt;

    TopicFilling(Piece.OfTopic topic, IntSupplier ids, Round round) {
        this.topic = topic;
        this.ids = ids;
        this.id = ids.getAsInt();
        this.round = round;
        this.events = new EventWriter(id);
        this.records = new DedupWriter(id);
        round.put(Kind.META, Keys.TOPIC, id, Settings.encode(topic.settings()));
    }

    TopicName name() {
        return topic.topic();
    }

    void put(Piece piece) {
        switch (piece) {
            case Piece.OfTopic _ -> throw new IllegalArgumentException("topic comes twice");
            case Piece.OfSubscription of -> {
                int number = ids.getAsInt();
                byte[] settings = Settings.encode(id, of.settings());
                round.put(Kind.META, Keys.SUBSCRIPTION, number, settings);
                String own = of.settings().name().value();
                subscriptions.put(own, new SubscriptionFilling(number, round));
            }
            case Piece.Quarter quarter -> count(quarter);
            case Piece.Unsettled unsettled -> add(unsettled);
            case Piece.Dead dead -> add(dead.letter());
            case Piece.Accepted accepted -> add(accepted);
        }
    }

    private SubscriptionFilling subscription(String own) {
        SubscriptionFilling found = subscriptions.get(own);
        if (found == null) {
            throw new IllegalArgumentException(
                    "topic %s has no subscription %s".formatted(name(), own));
        }
        return found;
    }

    private void count(Piece.Quarter quarter) {
        if (quarter.subscription().isPresent()) {
            subscription(quarter.subscription().get()).count(quarter);
            return;
        }
        taken += quarter.taken();
        round.put(Kind.CHUNKS, Keys.cohortsOf(id), quarter.number(), Cohort.of(quarter).encode());
    }

    private void add(Piece.Unsettled unsettled) {
        StoredEvent event = unsettled.event();
        eventLast = risen(eventLast, event.sequence(), "events");
        byte[] record = EventRecord.encode(event);
        events.add(event.sequence(), record, round);
        long acceptedAt = event.acceptedAt().toEpochMilli();
        acceptedLast = Math.max(acceptedLast, acceptedAt);
        for (Piece.Wait wait : unsettled.waits()) {
            long until = wait.availableAt().map(at -> at.toEpochMilli()).orElse(0L);
            subscription(wait.subscription())
                    .add(
                            new PendingChunk.Entry(
                                    event.sequence(), acceptedAt, wait.deliveryCount(), until));
        }
    }

    private long risen(long last, long sequence, String what) {
        if (sequence <= last || sequence >= topic.nextSequence()) {
            throw new IllegalArgumentException(
                    "%s of topic %s must come by rising sequence below %d: %d after %d"
                            .formatted(what, name(), topic.nextSequence(), sequence, last));
        }
        return sequence;
    }

    private void add(DeadLetter letter) {
        StoredEvent event = letter.event();
        GivenUp given =
                new GivenUp(
                        event.sequence(),
                        event.acceptedAt().toEpochMilli(),
                        letter.reason(),
                        letter.detail(),
                        letter.deliveryCount());
        ByteBuffer body = ByteBuffer.wrap(EventRecord.encode(event));
        byte[] record = DeadLetterRecord.encode(given, letter.at().toEpochMilli(), body);
        int number = subscription(letter.subscription().value()).id();
        round.put(Kind.DEAD, number, event.sequence(), record);
    }

    private void add(Piece.Accepted accepted) {
        recordLast = risen(recordLast, accepted.sequence(), "records of acceptance");
        long acceptedAt = accepted.acceptedAt().toEpochMilli();
        acceptedLast = Math.max(acceptedLast, acceptedAt);
        if (acceptedAt != recordsAcceptedAt) {
            records.collect(round); // a block has one time of acceptance
            recordsAcceptedAt = acceptedAt;
        }
        int[] wantedBy =
                accepted.wantedBy().stream().mapToInt(own -> subscription(own).id()).toArray();
        records.add(
                DedupKey.of(id, accepted.key()),
                new DedupRecord(accepted.contentHash(), accepted.sequence(), acceptedAt, wantedBy),
                round);
    }

    /** Adds what is left, and the sums. */
    void end() {
        events.collect(round);
        records.collect(round);
        subscriptions.forEach((own, subscription) -> {
            @Nullable String problem = subscription.end();
            if (problem != null) {
                throw new IllegalArgumentException(
                        "subscription %s/%s: %s".formatted(name(), own, problem));
            }
        });
        if (taken > topic.nextSequence()) {
            throw new IllegalArgumentException(
                    "topic %s: the books say %d accepted events, its sequence %d"
                            .formatted(name(), taken, topic.nextSequence()));
        }
        TopicCounters counters =
                new TopicCounters(
                        topic.nextSequence(), acceptedLast, 0, topic.nextSequence() - taken);
        round.put(Kind.META, Keys.TOPIC_STATE, id, counters.encode());
    }

    /** The records of one subscription. */
    private static final class SubscriptionFilling {

        private final int id;
        private final Round round;
        private final List<PendingChunk.Entry> chunk = new ArrayList<>();
        private final Cohort sum = new Cohort(Cohort.LONG_AGO);
        private long pending;

        SubscriptionFilling(int id, Round round) {
            this.id = id;
            this.round = round;
        }

        int id() {
            return id;
        }

        void count(Piece.Quarter quarter) {
            Cohort cohort = Cohort.of(quarter);
            sum.add(cohort);
            round.put(Kind.CHUNKS, Keys.cohortsOf(id), quarter.number(), cohort.encode());
        }

        void add(PendingChunk.Entry entry) {
            chunk.add(entry);
            pending++;
            if (chunk.size() == PendingChunk.CAPACITY) {
                write();
            }
        }

        private void write() {
            if (!chunk.isEmpty()) {
                long first = chunk.getFirst().sequence();
                round.put(Kind.CHUNKS, id, first, ChunkCodec.encode(chunk));
                chunk.clear();
            }
        }

        /** Returns what does not fit together, if anything. */
        @Nullable String end() {
            write();
            long dead = sum.deadLettered() + sum.expired();
            Books books = new Books(sum.taken(), sum.acknowledged(), dead, pending);
            round.put(Kind.META, Keys.BOOKS, id, BooksRecord.encode(books));
            return sum.pending() == pending
                    ? null
                    : "the books say %d events are pending, and %d came"
                            .formatted(sum.pending(), pending);
        }
    }
}
