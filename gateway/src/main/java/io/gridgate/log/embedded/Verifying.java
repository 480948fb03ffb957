package io.gridgate.log.embedded;

import io.gridgate.log.LogException;
import io.gridgate.log.Verification;
import io.gridgate.log.segment.Entry;
import io.gridgate.log.segment.Kind;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads every wanted record of the log, which compares its checksum, and looks up what it refers
 * to: the event of a pending entry, the subscriptions of a dedup record. Used by the committer
 * thread only, so that nothing changes meanwhile.
 */
final class Verifying {

    private static final int FINDINGS_MAX = 1_000;
    private static final int LETTERS_PER_PAGE = 1_000;

    private final LogState state;
    private final List<String> findings = new ArrayList<>();
    private final Map<Long, BitSet> eventsByBlock = new HashMap<>();
    private long events;
    private long pending;
    private long deadLetters;
    private long dedupRecords;

    private Verifying(LogState state) {
        this.state = state;
    }

    static Verification of(LogState state) {
        Verifying verifying = new Verifying(state);
        for (TopicState topic : state.topics()) {
            verifying.eventsByBlock.clear();
            verifying.readEvents(topic);
            verifying.readDedupRecords(topic);
            for (SubscriptionState subscription : topic.subscriptions()) {
                verifying.readPending(subscription);
                verifying.readDeadLetters(subscription);
            }
        }
        return new Verification(
                verifying.events,
                verifying.pending,
                verifying.deadLetters,
                verifying.dedupRecords,
                verifying.findings);
    }

    private void find(String finding) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(finding);
        }
    }

    /** Reads one record; what cannot be read is told, and the rest is read nevertheless. */
    private void read(String what, Entry stored, Consumer<byte[]> reader) {
        try {
            reader.accept(stored.present());
        } catch (LogException e) {
            find("%s %d: %s".formatted(what, stored.number(), e.getMessage()));
        } catch (RuntimeException e) {
            find("%s %d cannot be decoded: %s".formatted(what, stored.number(), e));
        }
    }

    private void readEvents(TopicState topic) {
        String what = "topic %s, events from".formatted(topic.settings().name());
        state.store()
                .scan(
                        Kind.EVENTS,
                        topic.id(),
                        0,
                        Long.MAX_VALUE,
                        stored -> {
                            read(what, stored, value -> readBlock(stored.number(), value));
                            return true;
                        });
    }

    private void readBlock(long first, byte[] value) {
        EventBlock block = new EventBlock(first, value);
        while (block.next()) {
            EventRecord.decode(block.sequence(), block.record());
            eventsByBlock
                    .computeIfAbsent(LiveEvents.block(block.sequence()), _ -> new BitSet())
                    .set(indexInBlock(block.sequence()));
            events++;
        }
    }

    private static int indexInBlock(long sequence) {
        return (int) (sequence & ((1L << LiveEvents.BLOCK_BITS) - 1));
    }

    private boolean hasEvent(long sequence) {
        BitSet block = eventsByBlock.get(LiveEvents.block(sequence));
        return block != null && block.get(indexInBlock(sequence));
    }

    private void readDedupRecords(TopicState topic) {
        Set<Integer> known = new HashSet<>();
        topic.subscriptions().forEach(subscription -> known.add(subscription.id()));
        String what = "topic %s, dedup records from".formatted(topic.settings().name());
        state.store()
                .scan(
                        Kind.DEDUP,
                        topic.id(),
                        0,
                        Long.MAX_VALUE,
                        stored -> {
                            read(what, stored, _ -> readDedupBlock(topic, stored, known));
                            return true;
                        });
    }

    private void readDedupBlock(TopicState topic, Entry stored, Set<Integer> known) {
        DedupBlock block = new DedupBlock(topic.id(), stored);
        while (block.next()) {
            dedupRecords++;
            for (int wanting : block.record().subscriptions()) {
                if (!known.contains(wanting)) {
                    find(
                            "topic %s, event %d: subscription number %d, which wanted it, is missing"
                                    .formatted(topic.settings().name(), block.sequence(), wanting));
                }
            }
        }
    }

    private void readPending(SubscriptionState subscription) {
        String what = "%s, pending from".formatted(subscription.settings().name());
        state.store()
                .chunks(
                        subscription.id(),
                        0,
                        Long.MAX_VALUE,
                        stored -> {
                            read(what, stored, _ -> readChunk(subscription, stored));
                            return true;
                        });
    }

    private void readChunk(SubscriptionState subscription, Entry stored) {
        StoredChunks.decode(stored)
                .forEachPending(sequence -> {
                    pending++;
                    if (!hasEvent(sequence)) {
                        find(
                                "%s: event %d is pending, and cannot be read or is missing"
                                        .formatted(subscription.settings().name(), sequence));
                    }
                });
    }

    private void readDeadLetters(SubscriptionState subscription) {
        String what = "%s, dead letter".formatted(subscription.settings().name());
        long from = 0;
        List<Entry> page;
        do {
            page = state.store().page(Kind.DEAD, subscription.id(), from, LETTERS_PER_PAGE);
            for (Entry stored : page) {
                read(what, stored, value -> readLetter(subscription, stored.number(), value));
                from = stored.number() + 1;
            }
        } while (page.size() == LETTERS_PER_PAGE);
    }

    private void readLetter(SubscriptionState subscription, long sequence, byte[] value) {
        DeadLetterRecord.decode(subscription.settings().name(), sequence, value);
        deadLetters++;
    }
}
