package io.gridgate.log.embedded;

import io.gridgate.log.AppendResult;
import io.gridgate.log.DedupKeys;
import io.gridgate.log.NewEvent;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * An append, prepared by the caller as far as that can be done without the committer: encoded,
 * hashed and filtered against the topic as it was seen.
 */
final class AppendCommand extends Command<List<AppendResult>> {

    private final List<NewEvent> events;
    private final byte[][] records;
    private final @Nullable DedupKey[] keys;
    private final int[][] wanting;
    private final int bytes;
    private TopicView topic;

    AppendCommand(TopicView topic, List<NewEvent> events) {
        this.topic = topic;
        this.events = events;
        this.records = new byte[events.size()][];
        this.keys = new @Nullable DedupKey[events.size()];
        this.wanting = new int[events.size()][];
        int total = 0;
        for (int i = 0; i < records.length; i++) {
            records[i] = EventRecord.encode(events.get(i).event());
            total += records[i].length;
        }
        this.bytes = total;
        prepare();
    }

    private void prepare() {
        DedupKeys hashing =
                topic.topic().deduplicates() ? new DedupKeys(topic.topic().name()) : null;
        for (int i = 0; i < records.length; i++) {
            wanting[i] = topic.wanting(events.get(i).event());
            keys[i] =
                    hashing == null
                            ? null
                            : DedupKey.of(topic.id(), hashing.key(events.get(i).event().key()));
        }
    }

    /** Committer: makes sure that this was prepared for the settings that hold now. */
    @SuppressWarnings("ReferenceEquality") // a view is replaced when anything in it changes
    void preparedFor(TopicView current) {
        if (topic != current) {
            topic = current;
            prepare();
        }
    }

    TopicView topic() {
        return topic;
    }

    int size() {
        return records.length;
    }

    byte[] record(int index) {
        return records[index];
    }

    byte[] contentHash(int index) {
        return events.get(index).contentHash();
    }

    /** Returns the dedup key, null where the topic does not deduplicate. */
    @Nullable DedupKey key(int index) {
        return keys[index];
    }

    /** Returns the indices of the subscriptions that want the event. */
    int[] wanting(int index) {
        return wanting[index];
    }

    @Override
    int queuedBytes() {
        return bytes;
    }
}
