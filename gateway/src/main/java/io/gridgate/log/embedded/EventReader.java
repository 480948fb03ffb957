package io.gridgate.log.embedded;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/**
 * Reads the events of one topic, best in the order of their sequences: then each block is read
 * once. For one thread at a time.
 */
final class EventReader {

    private final Store store;
    private final int topic;
    private @Nullable EventBlock block;

    EventReader(Store store, int topic) {
        this.store = store;
        this.topic = topic;
    }

    /** Returns the record of an event as a view, or null where there is none. */
    @Nullable ByteBuffer read(long sequence) {
        EventBlock current = block;
        if (current == null || !current.find(sequence)) {
            current = find(sequence);
            block = current;
        }
        return current == null ? null : current.record();
    }

    /** Most events begin their block, or follow on the end of the one before. */
    private @Nullable EventBlock find(long sequence) {
        byte[] value = store.get(Family.EVENTS, Keys.of(topic, sequence));
        EventBlock found = value == null ? blockAround(sequence) : new EventBlock(sequence, value);
        return found != null && found.find(sequence) ? found : null;
    }

    private @Nullable EventBlock blockAround(long sequence) {
        @Nullable EventBlock[] found = new EventBlock[1];
        store.last(
                Family.EVENTS,
                Keys.of(topic, LiveEvents.block(sequence) << LiveEvents.BLOCK_BITS),
                Keys.of(topic, sequence),
                (key, value) -> found[0] = new EventBlock(Keys.number(key), value));
        return found[0];
    }
}
