package io.gridgate.log.embedded;

import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.SegmentStore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many pending entries refer to the events of one topic, counted by blocks of neighbouring
 * events, so that the events of a block are removed together once nobody waits for any. A million
 * pending events are a thousand blocks. Used by the committer thread only.
 */
final class LiveEvents {

    /** Events of one block: two to this power. */
    static final int BLOCK_BITS = 10;

    private final Map<Long, long[]> references = new HashMap<>();
    private final List<Long> free = new ArrayList<>();
    private long lastAdded = -1;
    private long[] lastCount = {};

    static long block(long sequence) {
        return sequence >>> BLOCK_BITS;
    }

    void add(long sequence, int count) {
        long block = block(sequence);
        if (block != lastAdded) {
            lastCount = references.computeIfAbsent(block, _ -> new long[1]);
            lastAdded = block;
        }
        lastCount[0] += count;
    }

    /** Takes one reference to an event away. */
    void release(long sequence) {
        long[] left = references.get(block(sequence));
        if (left == null || left[0] <= 0) {
            throw new IllegalStateException("event " + sequence + " was released too often");
        }
        if (--left[0] == 0) {
            references.remove(block(sequence));
            free.add(block(sequence));
            lastAdded = block(sequence) == lastAdded ? -1 : lastAdded;
        }
    }

    boolean isLive(long block) {
        return references.containsKey(block);
    }

    /** Tells whether there are blocks to remove. */
    boolean hasFree() {
        return !free.isEmpty();
    }

    /**
     * Removes the blocks that nobody refers to, neighbours in one stroke; the block in which events
     * are still being added stays.
     */
    void removeFree(int topic, long nextSequence, SegmentStore store) {
        free.removeIf(this::isLive);
        long open = block(nextSequence);
        List<Long> blocks =
                free.stream().filter(block -> block < open).sorted().distinct().toList();
        free.removeIf(block -> block < open);
        for (int i = 0; i < blocks.size(); ) {
            int j = i + 1;
            while (j < blocks.size() && blocks.get(j) == blocks.get(j - 1) + 1) {
                j++;
            }
            long from = blocks.get(i) << BLOCK_BITS;
            long to = (blocks.get(j - 1) + 1) << BLOCK_BITS;
            store.remove(Kind.EVENTS, topic, from, to);
            i = j;
        }
    }
}
