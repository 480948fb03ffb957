package io.gridgate.log.embedded;

import io.gridgate.log.segment.Entry;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.SegmentStore;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/**
 * Reads the events of one topic, best in the order of their sequences: then each block is read
 * once. For one thread at a time.
 */
final class EventReader {

    private final SegmentStore store;
    private final int topic;
    private @Nullable EventBlock block;

    EventReader(SegmentStore store, int topic) {
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

    private @Nullable EventBlock find(long sequence) {
        while (true) {
            Entry stored = store.floor(Kind.EVENTS, topic, sequence);
            if (stored == null) {
                return null;
            }
            byte[] value = stored.value();
            if (value != null) {
                EventBlock found = new EventBlock(stored.number(), value);
                return found.find(sequence) ? found : null;
            }
        }
    }
}
