package io.gridgate.log.embedded;

import io.gridgate.log.LogException;
import io.gridgate.log.index.KeyTable;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.SegmentStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Opens the index of the dedup records, or makes it anew from them. */
final class DedupIndex {

    private static final Logger LOG = LoggerFactory.getLogger(DedupIndex.class);

    private static final long PROGRESS_NANOS = Duration.ofSeconds(5).toNanos();

    private final SegmentStore store;
    private final KeyTable table;
    private final long startedAt = System.nanoTime();
    private long saidAt = startedAt;
    private long records;

    private DedupIndex(SegmentStore store, KeyTable table) {
        this.store = store;
        this.table = table;
    }

    /**
     * Opens the index.
     *
     * @param file where it is
     * @param topics the topics that have records
     * @param position which state of the store it must belong to
     */
    static KeyTable open(
            Path file, SegmentStore store, Iterable<TopicState> topics, long position) {
        try {
            return KeyTable.open(file, position).orElseGet(() -> build(file, store, topics));
        } catch (UncheckedIOException | InternalError e) {
            throw new LogException.Unavailable("the dedup index failed: " + e.getMessage(), e);
        }
    }

    private static KeyTable build(Path file, SegmentStore store, Iterable<TopicState> topics) {
        boolean wasThere = Files.exists(file);
        KeyTable table = KeyTable.create(file);
        try {
            new DedupIndex(store, table).build(wasThere, topics);
        } catch (Throwable e) {
            table.close();
            throw e;
        }
        return table;
    }

    private void build(boolean wasThere, Iterable<TopicState> topics) {
        for (TopicState topic : topics) {
            store.scan(
                    Kind.DEDUP,
                    topic.id(),
                    0,
                    Long.MAX_VALUE,
                    stored -> {
                        add(new DedupBlock(topic.id(), stored));
                        return true;
                    });
        }
        if (wasThere || records > 0) {
            LOG.info(
                    "the dedup index was built anew from {} records in {} ms",
                    records,
                    Duration.ofNanos(System.nanoTime() - startedAt).toMillis());
        }
    }

    private void add(DedupBlock block) {
        while (block.next()) {
            table.put(block.high(), block.low(), block.sequence());
            records++;
        }
        if (System.nanoTime() - saidAt > PROGRESS_NANOS) {
            saidAt = System.nanoTime();
            LOG.info("the dedup index is being built: {} records so far", records);
        }
    }
}
