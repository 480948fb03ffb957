package io.gridgate.log.lease;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The chunks of one subscription that are in memory: those with something in flight, a few to be
 * handed out next, and the tail to which new events are added. All others are in the store only, so
 * memory does not grow with the backlog.
 *
 * <p>Up to {@code loadedThrough} every chunk is loaded; above it are the tail, chunks that were the
 * tail until now, and the chunks that are only stored ({@code unloaded} entries in all).
 */
final class ChunkWindow {

    /** How many chunks that could be handed out stay in memory while nobody asks for them. */
    static final int READ_AHEAD = 16;

    private final PendingChunks stored;
    private final TreeMap<Long, PendingChunk> loaded = new TreeMap<>();
    private final TreeMap<Long, PendingChunk> ready = new TreeMap<>();
    private final TreeSet<PendingChunk> alarms =
            new TreeSet<>(
                    Comparator.<PendingChunk>comparingLong(chunk -> chunk.alarm)
                            .thenComparingLong(PendingChunk::id));
    private final List<PendingChunk> filled = new ArrayList<>();
    private @Nullable PendingChunk tail;
    private long loadedThrough;
    private long unloaded;

    /**
     * Makes a window over what is stored; nothing is read yet.
     *
     * @param unloaded how many unsettled entries are stored
     * @param lowest the lowest id that is stored; any where nothing is
     */
    ChunkWindow(PendingChunks stored, long unloaded, long lowest) {
        this.stored = stored;
        this.unloaded = unloaded;
        this.loadedThrough = lowest - 1;
    }

    /** Returns the chunk to which an event is added. */
    PendingChunk tailFor(long sequence) {
        PendingChunk current = tail;
        if (current != null && current.isFull()) {
            filled.add(current);
            current = null;
        }
        if (current == null) {
            current = new PendingChunk(sequence);
            tail = current;
            loaded.put(sequence, current);
        }
        return current;
    }

    /** Tells whether the next event may be added to the chunk. */
    boolean isTail(PendingChunk chunk) {
        return tail == chunk;
    }

    /** Returns the lowest chunk with something to hand out, or null where nothing is. */
    @Nullable PendingChunk firstReady(long now) {
        while (true) {
            Map.Entry<Long, PendingChunk> first = ready.firstEntry();
            if (unloaded == 0 || (first != null && first.getKey() <= loadedThrough)) {
                return first == null ? null : first.getValue();
            }
            loadNext(now);
        }
    }

    /** Returns the lowest chunk from the given id on, or null where there is none. */
    @Nullable PendingChunk from(long id, long now) {
        while (true) {
            Map.Entry<Long, PendingChunk> first = loaded.ceilingEntry(id);
            if (unloaded == 0 || (first != null && first.getKey() <= loadedThrough)) {
                return first == null ? null : first.getValue();
            }
            loadNext(now);
        }
    }

    /** Returns the loaded chunk in which an event would be, or null where there is none. */
    @Nullable PendingChunk around(long sequence) {
        Map.Entry<Long, PendingChunk> entry = loaded.floorEntry(sequence);
        return entry == null ? null : entry.getValue();
    }

    /** Returns the chunk in which an unsettled event is, loaded or only stored, or null. */
    @Nullable PendingChunk holding(long sequence) {
        PendingChunk chunk = around(sequence);
        if (chunk != null && chunk.slotOf(sequence) >= 0) {
            return chunk;
        }
        PendingChunk onDisk = unloaded == 0 ? null : stored.upTo(sequence);
        return onDisk != null && !loaded.containsKey(onDisk.id()) && onDisk.slotOf(sequence) >= 0
                ? onDisk
                : null;
    }

    private void loadNext(long now) {
        Long above = loaded.higherKey(loadedThrough);
        long below = above == null ? PendingChunk.NEVER : above;
        PendingChunk chunk = stored.next(loadedThrough, below);
        if (chunk != null) {
            loadedThrough = chunk.id();
            unloaded -= chunk.pendingCount();
            loaded.put(chunk.id(), chunk);
            chunk.endDelays(now);
            update(chunk);
            ring(chunk, chunk.earliestUntil());
        } else if (above != null) {
            loadedThrough = above;
        } else {
            throw new IllegalStateException(unloaded + " pending entries are missing in the store");
        }
    }

    /** Brings the order of hand-out up to date after entries of the chunk changed. */
    void update(PendingChunk chunk) {
        if (chunk.isEmpty()) {
            loaded.remove(chunk.id());
            unlist(chunk);
            silence(chunk);
            if (tail == chunk) {
                tail = null;
            }
        } else if (chunk.ready() == 0) {
            unlist(chunk);
        } else if (!chunk.listed) {
            ready.put(chunk.id(), chunk);
            chunk.listed = true;
        }
    }

    private void unlist(PendingChunk chunk) {
        if (chunk.listed) {
            ready.remove(chunk.id());
            chunk.listed = false;
        }
    }

    /** Makes the chunk ring at the given time, if it does not ring before. */
    void ring(PendingChunk chunk, long at) {
        if (at < chunk.alarm) {
            silence(chunk);
            chunk.alarm = at;
            alarms.add(chunk);
        }
    }

    private void silence(PendingChunk chunk) {
        if (chunk.alarm != PendingChunk.NEVER) {
            alarms.remove(chunk);
            chunk.alarm = PendingChunk.NEVER;
        }
    }

    /** Returns a chunk whose time has come, its alarm switched off, or null where none has. */
    @Nullable PendingChunk due(long now) {
        if (alarms.isEmpty() || alarms.first().alarm > now) {
            return null;
        }
        PendingChunk chunk = alarms.first();
        silence(chunk);
        return chunk;
    }

    long alarmAt() {
        return alarms.isEmpty() ? PendingChunk.NEVER : alarms.first().alarm;
    }

    boolean hasReady() {
        return unloaded > 0 || !ready.isEmpty();
    }

    int loadedCount() {
        return loaded.size();
    }

    /** Lets go of chunks that nobody needs soon, now that they are stored as they are. */
    void written() {
        for (PendingChunk chunk : filled) {
            if (chunk.isEmpty()) {
                continue;
            }
            boolean idle = (chunk.leased() | chunk.delayed()) == 0;
            if (idle && (unloaded > 0 || ready.size() > READ_AHEAD)) {
                loaded.remove(chunk.id());
                unlist(chunk);
                silence(chunk);
                unloaded += chunk.pendingCount();
            } else if (unloaded == 0) {
                loadedThrough = chunk.id();
            }
        }
        filled.clear();
    }
}
