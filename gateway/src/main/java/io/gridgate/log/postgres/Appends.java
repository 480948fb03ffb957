package io.gridgate.log.postgres;

import io.gridgate.log.AppendResult;
import io.gridgate.log.LogException;
import io.gridgate.log.NewEvent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * Carries out groups of appends: each group is one transaction with one statement for all its
 * events, whatever their number. Used by several workers at once.
 */
final class Appends {

    private static final int CATALOG_TRIES = 5;

    private final Database database;
    private final Declarations declarations;
    private final LogTime time;
    private final Writers writers;
    private final IntConsumer arrived;

    /**
     * Makes the part.
     *
     * @param arrived hears of each subscription that has something new, after it is on disk
     */
    Appends(
            Database database,
            Declarations declarations,
            LogTime time,
            Writers writers,
            IntConsumer arrived) {
        this.database = database;
        this.declarations = declarations;
        this.time = time;
        this.writers = writers;
        this.arrived = arrived;
    }

    void carryOut(List<AppendCall> calls) {
        Group group = stored(calls);
        group.arrivals().forEach(arrived::accept);
        group.answer();
    }

    /**
     * Where topics or subscriptions changed meanwhile, the group is made anew from the new ones.
     */
    private Group stored(List<AppendCall> calls) {
        for (int tries = 0; tries < CATALOG_TRIES; tries++) {
            Group group = new Group(calls, declarations.known(), time.millis());
            if (database.transaction(group::store)) {
                return group;
            }
            declarations.refresh();
        }
        throw new LogException.Unavailable("topics or subscriptions change too often");
    }

    /** What the database has about a key. */
    @SuppressWarnings("ArrayRecordComponent") // compared by Arrays
    private record Accepted(long sequence, long acceptedAt, byte[] hash) {}

    /**
     * One transaction. Repeats of a key within the group are decided here, by the first of them.
     */
    private final class Group {

        private final List<AppendCall> calls;
        private final Catalog catalog;
        private final long now;
        private final AppendRows rows;
        private final Map<UUID, Integer> firstOf = new HashMap<>();
        private final List<Integer> placeOf = new ArrayList<>();
        private final Map<UUID, Accepted> before = new HashMap<>();
        private long[] sequences = new long[0];
        private boolean[] fresh = new boolean[0];

        Group(List<AppendCall> calls, Catalog catalog, long now) {
            this.calls = calls;
            this.catalog = catalog;
            this.now = now;
            this.rows = new AppendRows();
            for (AppendCall call : calls) {
                add(call);
            }
        }

        private void add(AppendCall call) {
            Catalog.TopicEntry topic = catalog.topic(call.topic());
            boolean dedup = topic.topic().deduplicates();
            for (int i = 0; i < call.events().size(); i++) {
                UUID key = call.key(i);
                Integer first = dedup ? firstOf.get(key) : null;
                if (first == null) {
                    first = rows.add(call.events().get(i), topic, key);
                    if (dedup) {
                        firstOf.put(key, first);
                    }
                }
                placeOf.add(first);
            }
        }

        /** Returns false where the catalog is not the newest; nothing is stored then. */
        boolean store(Connection connection) throws SQLException {
            sequences = new long[rows.size()];
            fresh = new boolean[rows.size()];
            int read = rows.store(connection, catalog.version(), now, writers.next(), this::stored);
            if (read == 0) {
                return false;
            }
            List<UUID> known = new ArrayList<>();
            firstOf.forEach((key, place) -> {
                if (!fresh[place]) {
                    known.add(key);
                }
            });
            if (!known.isEmpty()) {
                readAccepted(connection, known);
            }
            return true;
        }

        private void stored(int place, long sequence, boolean isFresh) {
            sequences[place] = sequence;
            fresh[place] = isFresh;
        }

        /** The insert before has locked these rows, so they are there. */
        private void readAccepted(Connection connection, List<UUID> keys) throws SQLException {
            String text =
                    "SELECT key, sequence, accepted_at, content_hash FROM dedup"
                            + " WHERE key = ANY (?)";
            try (var statement = connection.prepareStatement(text)) {
                statement.setArray(1, connection.createArrayOf("uuid", keys.toArray()));
                try (var found = statement.executeQuery()) {
                    while (found.next()) {
                        before.put(
                                found.getObject(1, UUID.class),
                                new Accepted(
                                        found.getLong(2), found.getLong(3), found.getBytes(4)));
                    }
                }
            }
        }

        Set<Integer> arrivals() {
            return rows.wantedBy(fresh);
        }

        void answer() {
            int at = 0;
            boolean[] told = new boolean[rows.size()];
            for (AppendCall call : calls) {
                List<AppendResult> results = new ArrayList<>(call.events().size());
                for (int i = 0; i < call.events().size(); i++) {
                    int place = placeOf.get(at++);
                    results.add(result(call.events().get(i), call.key(i), place, told[place]));
                    told[place] = true;
                }
                call.complete(results);
            }
        }

        private AppendResult result(NewEvent event, UUID key, int place, boolean repeated) {
            if (fresh[place] && !repeated) {
                return new AppendResult.Appended(sequences[place], Instant.ofEpochMilli(now));
            }
            Accepted first =
                    fresh[place]
                            ? new Accepted(sequences[place], now, rows.hash(place))
                            : before.get(key);
            if (first == null) {
                throw new LogException("the first acceptance of an event is gone");
            }
            Instant acceptedAt = Instant.ofEpochMilli(first.acceptedAt());
            if (java.util.Arrays.equals(first.hash(), event.contentHash())) {
                return new AppendResult.Duplicate(first.sequence(), acceptedAt);
            }
            HexFormat hex = HexFormat.of();
            return new AppendResult.Conflict(
                    first.sequence(),
                    acceptedAt,
                    hex.formatHex(first.hash()),
                    hex.formatHex(event.contentHash()));
        }
    }
}
