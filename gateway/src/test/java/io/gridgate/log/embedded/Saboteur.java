package io.gridgate.log.embedded;

import io.gridgate.log.segment.Entry;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.Round;
import io.gridgate.log.segment.SegmentStore;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Undoes in the store what a log with a {@link PlantedBug} would not have written. */
final class Saboteur {

    private final PlantedBug bug;
    private final Map<Integer, Map<Long, byte[]>> chunks = new HashMap<>();
    private Map<Long, byte[]> books = Map.of();
    private List<Integer> topics = List.of();
    private List<Integer> subscriptions = List.of();

    Saboteur(PlantedBug bug) {
        this.bug = bug;
    }

    /** Looks at what is there before a write. */
    void before(SegmentStore store, List<Integer> topicIds, List<Integer> subscriptionIds) {
        topics = topicIds;
        subscriptions = subscriptionIds;
        switch (bug) {
            case LEASE_IS_NOT_WRITTEN, SETTLED_CHUNK_STAYS, PENDING_ENTRY_IS_NOT_WRITTEN ->
                    subscriptionIds.forEach(id -> remember(store, id));
            case COHORTS_ARE_NOT_WRITTEN -> {
                topicIds.forEach(id -> remember(store, Keys.cohortsOf(id)));
                subscriptionIds.forEach(id -> remember(store, Keys.cohortsOf(id)));
            }
            case BOOKS_ARE_NOT_WRITTEN -> books = new TreeMap<>(store.settings(Keys.BOOKS));
            default -> {}
        }
    }

    private void remember(SegmentStore store, int owner) {
        chunks.put(owner, chunks(store, owner));
    }

    private static Map<Long, byte[]> chunks(SegmentStore store, int subscription) {
        Map<Long, byte[]> found = new TreeMap<>();
        store.chunks(
                subscription,
                0,
                Long.MAX_VALUE,
                (Entry stored) -> {
                    found.put(stored.number(), stored.present());
                    return true;
                });
        return found;
    }

    /** Undoes some of what was written. */
    void after(SegmentStore store) {
        if (bug == PlantedBug.NONE) {
            return;
        }
        Round undo = new Round();
        switch (bug) {
            case LEASE_IS_NOT_WRITTEN,
                    SETTLED_CHUNK_STAYS,
                    PENDING_ENTRY_IS_NOT_WRITTEN,
                    COHORTS_ARE_NOT_WRITTEN ->
                    chunks.forEach((id, before) -> undo(undo, id, before, chunks(store, id)));
            case BOOKS_ARE_NOT_WRITTEN ->
                    books.forEach((id, value) -> undo.put(Kind.META, Keys.BOOKS, id, value));
            case DEDUP_RECORD_IS_NOT_WRITTEN -> topics.forEach(id -> forget(undo, store, id));
            case DEAD_LETTER_IS_NOT_WRITTEN -> removeAll(store, Kind.DEAD, subscriptions);
            default -> {}
        }
        if (!undo.isEmpty()) {
            store.write(undo, true);
        }
    }

    private void undo(
            Round undo, int subscription, Map<Long, byte[]> before, Map<Long, byte[]> after) {
        switch (bug) {
            case LEASE_IS_NOT_WRITTEN, COHORTS_ARE_NOT_WRITTEN ->
                    before.forEach((number, value) -> {
                        if (after.containsKey(number) && !Arrays.equals(value, after.get(number))) {
                            undo.put(Kind.CHUNKS, subscription, number, value);
                        }
                    });
            case SETTLED_CHUNK_STAYS ->
                    before.forEach((number, value) -> {
                        if (!after.containsKey(number)) {
                            undo.put(Kind.CHUNKS, subscription, number, value);
                        }
                    });
            default ->
                    after.keySet().stream()
                            .filter(number -> !before.containsKey(number))
                            .forEach(number -> undo.remove(Kind.CHUNKS, subscription, number));
        }
    }

    /** Says of all dedup records that they were swept. */
    private static void forget(Round undo, SegmentStore store, int topic) {
        ByteBuffer state = ByteBuffer.wrap(store.settings(Keys.TOPIC_STATE).get((long) topic));
        long nextSequence = state.getLong(0);
        byte[] changed = Arrays.copyOf(state.array(), state.capacity());
        ByteBuffer.wrap(changed).putLong(2 * Long.BYTES, nextSequence);
        undo.put(Kind.META, Keys.TOPIC_STATE, topic, changed);
    }

    private static void removeAll(SegmentStore store, Kind kind, List<Integer> owners) {
        owners.forEach(owner -> store.remove(kind, owner, 0, Long.MAX_VALUE));
    }
}
