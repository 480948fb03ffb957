package io.gridgate.log.embedded;

import io.gridgate.log.LogException;
import io.gridgate.log.Subscription;
import io.gridgate.log.TopicName;
import io.gridgate.log.lease.PendingChunk;
import io.gridgate.log.move.Piece;
import io.gridgate.log.move.PieceSource;
import io.gridgate.log.segment.Entry;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.SegmentStore;
import io.gridgate.log.segment.StoreOptions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads a log in a folder that no process has open. Changes nothing that is stored. */
public final class EmbeddedSource implements PieceSource {

    private static final int LETTERS_PER_PAGE = 1_000;

    private final SegmentStore store;
    private final LogState state;

    private EmbeddedSource(SegmentStore store, LogState state) {
        this.store = store;
        this.state = state;
    }

    /**
     * Opens the log in a folder.
     *
     * @param folder the folder
     * @return the log
     * @throws LogException if there is none, another process has it, or it is damaged
     */
    public static EmbeddedSource open(Path folder) {
        Format.checkOlder(folder);
        Path segments = folder.resolve("segments");
        if (!Files.isDirectory(segments)) {
            throw new LogException("there is no log in " + folder);
        }
        EmbeddedLogOptions options = EmbeddedLogOptions.DEFAULT;
        SegmentStore store = SegmentStore.open(segments, new StoreOptions(options.segmentBytes()));
        try {
            Format.check(store, segments);
            Path index = folder.resolve("dedup-index");
            LogState state =
                    Recovery.load(store, index, options, new Nonces(), InstantSource.system());
            return new EmbeddedSource(store, state);
        } catch (Throwable e) {
            store.close();
            throw e;
        }
    }

    private List<TopicState> topics() {
        List<TopicState> topics = new ArrayList<>();
        state.topics().forEach(topics::add);
        topics.sort(Comparator.comparing(topic -> topic.settings().name().value()));
        return topics;
    }

    private static List<SubscriptionState> subscriptions(TopicState topic) {
        return topic.subscriptions().stream()
                .sorted(Comparator.comparing(each -> each.settings().name().value()))
                .toList();
    }

    @Override
    public long count() {
        long[] count = new long[1];
        for (TopicState topic : topics()) {
            for (SubscriptionState subscription : topic.subscriptions()) {
                count[0] += subscription.queue().books().pendingCount();
                letters(subscription, _ -> count[0]++);
            }
            blocks(
                    topic,
                    block -> {
                        while (block.next()) {
                            count[0]++;
                        }
                    });
        }
        return count[0];
    }

    @Override
    public void read(Consumer<Piece> reader) {
        for (TopicState topic : topics()) {
            TopicName name = topic.settings().name();
            reader.accept(new Piece.OfTopic(topic.settings(), topic.nextSequence(), false));
            for (SubscriptionState each : subscriptions(topic)) {
                reader.accept(new Piece.OfSubscription(each.settings()));
            }
            topic.cohorts()
                    .forEach(store, each -> reader.accept(quarter(name, Optional.empty(), each)));
            for (SubscriptionState each : subscriptions(topic)) {
                Optional<String> own = Optional.of(each.settings().name().value());
                each.cohorts().forEach(store, cohort -> reader.accept(quarter(name, own, cohort)));
            }
            readUnsettled(topic, reader);
            for (SubscriptionState each : subscriptions(topic)) {
                letters(each, letter -> reader.accept(letter(each.settings(), letter)));
            }
            Map<Integer, String> names = new HashMap<>();
            topic.subscriptions()
                    .forEach(each -> names.put(each.id(), each.settings().name().value()));
            blocks(topic, block -> readAccepted(topic, block, names, reader));
        }
    }

    private static Piece quarter(TopicName topic, Optional<String> subscription, Cohort cohort) {
        return new Piece.Quarter(
                topic,
                subscription,
                cohort.number(),
                cohort.taken(),
                cohort.settled(),
                cohort.deadLettered(),
                cohort.expired());
    }

    private void readUnsettled(TopicState topic, Consumer<Piece> reader) {
        EventReader events = new EventReader(store, topic.id());
        List<PendingCursor> cursors = new ArrayList<>();
        subscriptions(topic).forEach(each -> cursors.add(new PendingCursor(store, each)));
        while (true) {
            cursors.removeIf(cursor -> cursor.entry() == null);
            if (cursors.isEmpty()) {
                return;
            }
            long sequence = Long.MAX_VALUE;
            for (PendingCursor each : cursors) {
                sequence = Math.min(sequence, Objects.requireNonNull(each.entry()).sequence());
            }
            List<Piece.Wait> waits = new ArrayList<>();
            for (PendingCursor each : cursors) {
                PendingChunk.Entry entry = Objects.requireNonNull(each.entry());
                if (entry.sequence() == sequence) {
                    waits.add(wait(each.subscription(), entry));
                    each.next();
                }
            }
            var record = events.read(sequence);
            if (record == null) {
                throw new LogException(
                        "event %d of topic %s is pending for %s and is missing; 'log verify' tells all"
                                .formatted(sequence, topic.settings().name(), names(waits)));
            }
            reader.accept(
                    new Piece.Unsettled(
                            topic.settings().name(), EventRecord.decode(sequence, record), waits));
        }
    }

    private static String names(List<Piece.Wait> waits) {
        StringJoiner names = new StringJoiner(", ");
        waits.forEach(each -> names.add(each.subscription()));
        return names.toString();
    }

    private static Piece.Wait wait(String subscription, PendingChunk.Entry entry) {
        return new Piece.Wait(
                subscription,
                entry.deliveryCount(),
                entry.delayedUntil() == 0
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(entry.delayedUntil())));
    }

    private void letters(SubscriptionState subscription, Consumer<Entry> visitor) {
        long from = 0;
        List<Entry> page;
        do {
            page = store.page(Kind.DEAD, subscription.id(), from, LETTERS_PER_PAGE);
            for (Entry stored : page) {
                visitor.accept(stored);
                from = stored.number() + 1;
            }
        } while (page.size() == LETTERS_PER_PAGE);
    }

    private static Piece letter(Subscription subscription, Entry stored) {
        return new Piece.Dead(
                DeadLetterRecord.decode(subscription.name(), stored.number(), stored.present()));
    }

    private void blocks(TopicState topic, Consumer<DedupBlock> visitor) {
        store.scan(
                Kind.DEDUP,
                topic.id(),
                0,
                Long.MAX_VALUE,
                stored -> {
                    visitor.accept(new DedupBlock(topic.id(), stored));
                    return true;
                });
    }

    private static void readAccepted(
            TopicState topic,
            DedupBlock block,
            Map<Integer, String> names,
            Consumer<Piece> reader) {
        while (block.next()) {
            DedupRecord record = block.record();
            List<String> wantedBy = new ArrayList<>();
            for (int id : record.subscriptions()) {
                String wanting = names.get(id);
                if (wanting != null) {
                    wantedBy.add(wanting);
                }
            }
            wantedBy.sort(null);
            reader.accept(
                    new Piece.Accepted(
                            topic.settings().name(),
                            new UUID(block.high(), block.low()),
                            record.contentHash(),
                            record.sequence(),
                            Instant.ofEpochMilli(record.acceptedAt()),
                            Instant.ofEpochMilli(topic.overAt(record.acceptedAt())),
                            wantedBy));
        }
    }

    @Override
    public void close() {
        try {
            state.close();
        } finally {
            store.close();
        }
    }
}
