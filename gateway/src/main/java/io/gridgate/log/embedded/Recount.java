package io.gridgate.log.embedded;

import io.gridgate.log.DeadLetterReason;
import io.gridgate.log.segment.Entry;
import io.gridgate.log.segment.Kind;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Counts the records of one topic by cohorts and compares them with the books: what is pending; the
 * dead letters, as far back as they are kept; and, within the dedup window, what was accepted and
 * who wanted it, from which follows what was acknowledged.
 */
final class Recount {

    private static final int LETTERS_PER_PAGE = 1_000;

    private final LogState state;
    private final TopicState topic;
    private final Map<Integer, Map<Long, Cohort>> counted = new HashMap<>();

    Recount(LogState state, TopicState topic) {
        this.state = state;
        this.topic = topic;
    }

    /**
     * Compares.
     *
     * @param findings takes what is not as the books say, in words
     */
    void compare(Consumer<String> findings) {
        long window = windowBegin();
        countAccepted(window);
        compareAccepted(window, findings);
        for (SubscriptionState subscription : topic.subscriptions()) {
            Map<Long, Long> pending = pending(subscription);
            countDeadLetters(subscription);
            compare(subscription, pending, window, findings);
        }
    }

    /**
     * Returns the first cohort of which all dedup records are there: it is in the window, and what
     * was swept came before it. (The clock may have been set back since.)
     */
    private long windowBegin() {
        if (!topic.settings().deduplicates()) {
            return Long.MAX_VALUE;
        }
        long begin = state.now() - topic.settings().dedupWindow().toMillis();
        long[] first = {Long.MAX_VALUE};
        state.store()
                .scan(
                        Kind.DEDUP,
                        topic.id(),
                        topic.dedupSwept(),
                        Long.MAX_VALUE,
                        stored -> {
                            long at = new DedupBlock(topic.id(), stored).acceptedAt();
                            first[0] = Cohort.number(Math.max(begin, at)) + 1;
                            return false;
                        });
        return first[0];
    }

    private Cohort counted(int owner, long number) {
        return counted.computeIfAbsent(owner, _ -> new HashMap<>())
                .computeIfAbsent(number, Cohort::new);
    }

    private void countAccepted(long window) {
        if (window == Long.MAX_VALUE) {
            return;
        }
        state.store()
                .scan(
                        Kind.DEDUP,
                        topic.id(),
                        0,
                        Long.MAX_VALUE,
                        stored -> {
                            count(new DedupBlock(topic.id(), stored));
                            return true;
                        });
    }

    private void count(DedupBlock block) {
        long number = Cohort.number(block.acceptedAt());
        while (block.next()) {
            counted(topic.id(), number).countTaken();
            for (int wanting : block.record().subscriptions()) {
                counted(wanting, number).countTaken();
            }
        }
    }

    private void compareAccepted(long window, Consumer<String> findings) {
        topic.cohorts()
                .forEach(
                        state.store(),
                        cohort -> {
                            long records = counted(topic.id(), cohort.number()).taken();
                            if (cohort.number() >= window && records != cohort.taken()) {
                                findings.accept(
                                        "topic %s, accepted %s: the books say %d, the records %d"
                                                .formatted(
                                                        topic.settings().name(),
                                                        range(cohort.number()),
                                                        cohort.taken(),
                                                        records));
                            }
                        });
    }

    private static String range(long number) {
        Instant from = Instant.ofEpochMilli(number * Cohort.SPAN_MILLIS);
        return "from %s to %s".formatted(from, from.plusMillis(Cohort.SPAN_MILLIS));
    }

    private Map<Long, Long> pending(SubscriptionState subscription) {
        Map<Long, Long> pending = new HashMap<>();
        state.store()
                .chunks(
                        subscription.id(),
                        0,
                        Long.MAX_VALUE,
                        stored -> {
                            StoredChunks.decode(stored)
                                    .forEachEntry(entry ->
                                            pending.merge(
                                                    Cohort.number(entry.acceptedAt()),
                                                    1L,
                                                    Long::sum));
                            return true;
                        });
        return pending;
    }

    private void countDeadLetters(SubscriptionState subscription) {
        long from = 0;
        while (true) {
            List<Entry> page =
                    state.store().page(Kind.DEAD, subscription.id(), from, LETTERS_PER_PAGE);
            for (Entry stored : page) {
                count(subscription.id(), stored);
                from = stored.number() + 1;
            }
            if (page.size() < LETTERS_PER_PAGE) {
                return;
            }
        }
    }

    private void count(int subscription, Entry stored) {
        byte[] letter = stored.present();
        Cohort cohort = counted(subscription, Cohort.number(DeadLetterRecord.acceptedAt(letter)));
        DeadLetterReason reason = DeadLetterRecord.reason(letter);
        switch (reason) {
            case REJECTED, MAX_DELIVERY_COUNT_EXCEEDED -> cohort.countDeadLettered();
            case TIME_TO_LIVE_EXCEEDED, RETENTION_EXCEEDED -> cohort.countExpired();
        }
    }

    private void compare(
            SubscriptionState subscription,
            Map<Long, Long> pending,
            long window,
            Consumer<String> findings) {
        long lettersFrom = Cohort.number(state.now() - state.deadLetterRetentionMillis()) + 1;
        Set<Long> unknown = new HashSet<>(pending.keySet());
        subscription
                .cohorts()
                .forEach(
                        state.store(),
                        cohort -> {
                            long number = cohort.number();
                            unknown.remove(number);
                            Cohort records = counted(subscription.id(), number);
                            boolean same = cohort.pending() == pending.getOrDefault(number, 0L);
                            if (number >= lettersFrom) {
                                same &= cohort.deadLettered() == records.deadLettered();
                                same &= cohort.expired() == records.expired();
                            }
                            if (number >= window) {
                                same &= cohort.taken() == records.taken();
                            }
                            if (!same) {
                                findings.accept(
                                        finding(subscription, cohort, records, pending, window));
                            }
                        });
        if (!unknown.isEmpty()) {
            findings.accept(
                    "%s: events are pending that the books do not know, accepted %s"
                            .formatted(
                                    subscription.settings().name(),
                                    range(unknown.iterator().next())));
        }
    }

    private static String finding(
            SubscriptionState subscription,
            Cohort books,
            Cohort records,
            Map<Long, Long> pending,
            long window) {
        String matched =
                books.number() >= window
                        ? "%d and %d, ".formatted(books.taken(), records.taken())
                        : "%d and unknown, ".formatted(books.taken());
        return ("%s, accepted %s: the books and the records differ; matched %sdead-lettered %d and"
                        + " %d, expired %d and %d, pending %d and %d")
                .formatted(
                        subscription.settings().name(),
                        range(books.number()),
                        matched,
                        books.deadLettered(),
                        records.deadLettered(),
                        books.expired(),
                        records.expired(),
                        books.pending(),
                        pending.getOrDefault(books.number(), 0L));
    }
}
