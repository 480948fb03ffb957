package io.gridgate.log.postgres;

import io.gridgate.log.QuarterHour;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Counts the rows of one topic by quarters of an hour and compares them with the books: what is
 * pending; the dead letters, as far back as they are kept; and, within the dedup window, what was
 * accepted and who wanted it, from which follows what was acknowledged.
 */
final class Recount {

    private static final String QUARTER = "greatest(1, accepted_at / 900000)";

    private static final String ACCEPTED =
            "SELECT 0, " + QUARTER + ", count(*), 0 FROM dedup WHERE topic_id = ? GROUP BY 2";

    private static final String MATCHED =
            "SELECT w.id, "
                    + QUARTER
                    + ", count(*), 0 FROM dedup, unnest(subscription_ids) AS w(id)"
                    + " WHERE topic_id = ? GROUP BY 1, 2";

    private static final String PENDING =
            "SELECT subscription_id, "
                    + QUARTER
                    + ", count(*), 0 FROM pending WHERE subscription_id IN"
                    + " (SELECT id FROM subscriptions WHERE topic_id = ?) GROUP BY 1, 2";

    private static final String LETTERS =
            "SELECT subscription_id, "
                    + QUARTER
                    + ", count(*) FILTER (WHERE NOT reason IN (%1$s)),"
                            .formatted(Statements.EXPIRED)
                    + " count(*) FILTER (WHERE reason IN (%1$s))".formatted(Statements.EXPIRED)
                    + " FROM dead_letters WHERE subscription_id IN"
                    + " (SELECT id FROM subscriptions WHERE topic_id = ?) GROUP BY 1, 2";

    /** Where something is counted: a subscription (0 for the topic) and a quarter of an hour. */
    private record Place(int subscription, long quarter) {}

    /** One or two numbers of a place. */
    private record Counts(long first, long second) {
        static final Counts NONE = new Counts(0, 0);
    }

    private final Catalog.TopicEntry topic;
    private final Consumer<String> findings;
    private final long windowFrom;
    private final long lettersFrom;
    private final Map<Place, Counts> accepted;
    private final Map<Place, Counts> matched;
    private final Map<Place, Counts> pending;
    private final Map<Place, Counts> letters;

    /**
     * Counts.
     *
     * @param now the time of the log
     * @param lettersKept how long dead letters are kept
     * @param findings takes what is not as the books say, in words
     */
    Recount(
            Connection connection,
            Catalog.TopicEntry topic,
            long now,
            Duration lettersKept,
            Consumer<String> findings)
            throws SQLException {
        this.topic = topic;
        this.findings = findings;
        this.lettersFrom = QuarterHour.of(now - lettersKept.toMillis()) + 1;
        this.windowFrom =
                topic.topic().deduplicates()
                        ? QuarterHour.of(now - topic.topic().dedupWindow().toMillis()) + 1
                        : Long.MAX_VALUE;
        this.accepted = count(connection, ACCEPTED);
        this.matched = count(connection, MATCHED);
        this.pending = count(connection, PENDING);
        this.letters = count(connection, LETTERS);
    }

    private Map<Place, Counts> count(Connection connection, String select) throws SQLException {
        Map<Place, Counts> counts = new HashMap<>();
        try (var statement = connection.prepareStatement(select)) {
            statement.setInt(1, topic.id());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.put(
                            new Place(rows.getInt(1), rows.getLong(2)),
                            new Counts(rows.getLong(3), rows.getLong(4)));
                }
            }
        }
        return counts;
    }

    /** Compares what was accepted. */
    void compareAccepted(NavigableMap<Long, QuarterBooks> books) {
        Set<Long> quarters = new HashSet<>(books.keySet());
        accepted.keySet().forEach(place -> quarters.add(place.quarter()));
        for (long quarter : quarters) {
            long told = books.getOrDefault(quarter, QuarterBooks.EMPTY).matched();
            long rows = of(accepted, 0, quarter).first();
            if (quarter >= windowFrom && told != rows) {
                findings.accept(
                        "topic %s, accepted %s: the books say %d, the records %d"
                                .formatted(
                                        topic.topic().name(), Auditing.range(quarter), told, rows));
            }
        }
    }

    private static Counts of(Map<Place, Counts> counts, int subscription, long quarter) {
        return counts.getOrDefault(new Place(subscription, quarter), Counts.NONE);
    }

    /** Compares what became of the events of one subscription. */
    void compare(Catalog.SubscriptionEntry subscription, NavigableMap<Long, QuarterBooks> books) {
        Set<Long> quarters = new HashSet<>(books.keySet());
        for (Map<Place, Counts> each : java.util.List.of(pending, letters)) {
            each.keySet().stream()
                    .filter(place -> place.subscription() == subscription.id())
                    .forEach(place -> quarters.add(place.quarter()));
        }
        for (long quarter : quarters) {
            QuarterBooks told = books.getOrDefault(quarter, QuarterBooks.EMPTY);
            compare(subscription, quarter, told);
        }
    }

    private void compare(Catalog.SubscriptionEntry subscription, long quarter, QuarterBooks told) {
        int id = subscription.id();
        long waiting = of(pending, id, quarter).first();
        Counts dead = of(letters, id, quarter);
        long wanted = of(matched, id, quarter).first();
        boolean same = told.pending() == waiting;
        if (quarter >= lettersFrom) {
            same &= told.deadLettered() == dead.first() && told.expired() == dead.second();
        }
        if (quarter >= windowFrom) {
            same &= told.matched() == wanted;
        }
        if (!same) {
            findings.accept(
                    ("%s, accepted %s: the books and the records differ; matched %d and %s,"
                                    + " dead-lettered %d and %d, expired %d and %d, pending %d and %d")
                            .formatted(
                                    subscription.subscription().name(),
                                    Auditing.range(quarter),
                                    told.matched(),
                                    quarter >= windowFrom ? wanted : "unknown",
                                    told.deadLettered(),
                                    dead.first(),
                                    told.expired(),
                                    dead.second(),
                                    told.pending(),
                                    waiting));
        }
    }
}
