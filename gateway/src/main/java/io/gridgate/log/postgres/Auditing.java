package io.gridgate.log.postgres;

import io.gridgate.log.Audit;
import io.gridgate.log.QuarterHour;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Audits one topic in one transaction, so that all numbers are of the same moment. */
final class Auditing {

    private static final int FINDINGS_MAX = 100;

    private static final String SUBSCRIPTION =
            """
            SELECT quarter, sum(matched), sum(acknowledged), sum(dead_lettered), sum(expired)
            FROM books WHERE subscription_id = ? GROUP BY quarter
            """;

    private static final String TOPIC =
            """
            SELECT quarter, sum(accepted), sum(unwanted), 0, 0
            FROM topic_books WHERE topic_id = ? GROUP BY quarter
            """;

    private final Connection connection;
    private final Catalog.TopicEntry topic;
    private final long first;
    private final long last;
    private final List<String> findings = new ArrayList<>();

    private Auditing(Connection connection, Catalog.TopicEntry topic, long first, long last) {
        this.connection = connection;
        this.topic = topic;
        this.first = first;
        this.last = last;
    }

    static Auditing of(Connection connection, Catalog.TopicEntry topic, Instant from, Instant to) {
        long first = from.equals(Instant.EPOCH) ? 0 : QuarterHour.of(from.toEpochMilli());
        return new Auditing(connection, topic, first, QuarterHour.of(to.toEpochMilli() - 1));
    }

    /**
     * Audits.
     *
     * @param recount whether to count the rows, too
     * @param now the time of the log
     * @param lettersKept how long dead letters are kept
     */
    Audit audit(boolean recount, long now, Duration lettersKept) throws SQLException {
        NavigableMap<Long, QuarterBooks> ofTopic = books(connection, TOPIC, topic.id());
        Recount counted =
                recount ? new Recount(connection, topic, now, lettersKept, this::find) : null;
        if (counted != null) {
            counted.compareAccepted(ofTopic);
        }
        List<Audit.Account> accounts = new ArrayList<>();
        for (Catalog.SubscriptionEntry each : topic.subscriptions()) {
            NavigableMap<Long, QuarterBooks> books = books(connection, SUBSCRIPTION, each.id());
            checkBalance(each, books);
            if (counted != null) {
                counted.compare(each, books);
            }
            QuarterBooks sum = sum(books);
            accounts.add(
                    new Audit.Account(
                            each.subscription().name(),
                            sum.matched(),
                            sum.acknowledged(),
                            sum.deadLettered(),
                            sum.expired(),
                            sum.pending()));
        }
        QuarterBooks accepted = sum(ofTopic);
        return new Audit(
                topic.topic().name(),
                first == 0 ? Instant.EPOCH : QuarterHour.begin(first),
                QuarterHour.begin(last + 1),
                accepted.matched(),
                accepted.acknowledged(),
                accounts,
                findings);
    }

    private void find(String finding) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(finding);
        }
    }

    private void checkBalance(
            Catalog.SubscriptionEntry subscription, NavigableMap<Long, QuarterBooks> books) {
        books.forEach((quarter, each) -> {
            if (each.pending() < 0) {
                find(
                        "%s, accepted %s: more events are settled than were matched: %s"
                                .formatted(
                                        subscription.subscription().name(), range(quarter), each));
            }
        });
    }

    static String range(long quarter) {
        return quarter == QuarterHour.LONG_AGO
                ? "long ago"
                : "from %s to %s"
                        .formatted(QuarterHour.begin(quarter), QuarterHour.begin(quarter + 1));
    }

    private QuarterBooks sum(NavigableMap<Long, QuarterBooks> books) {
        return books.subMap(first, true, last, true).values().stream()
                .reduce(QuarterBooks.EMPTY, QuarterBooks::plus);
    }

    /** Reads the books of one owner by quarters. */
    private static NavigableMap<Long, QuarterBooks> books(
            Connection connection, String select, int owner) throws SQLException {
        NavigableMap<Long, QuarterBooks> books = new TreeMap<>();
        try (var statement = connection.prepareStatement(select)) {
            statement.setInt(1, owner);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    books.put(
                            rows.getLong(1),
                            new QuarterBooks(
                                    rows.getLong(2),
                                    rows.getLong(3),
                                    rows.getLong(4),
                                    rows.getLong(5)));
                }
            }
        }
        return books;
    }
}
