package io.gridgate.log.embedded;

import io.gridgate.log.LogException;
import io.gridgate.log.move.Piece;
import io.gridgate.log.move.PieceSink;
import io.gridgate.log.segment.Round;
import io.gridgate.log.segment.SegmentStore;
import io.gridgate.log.segment.StoreOptions;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * Makes a new log in a folder. Everything is written into a folder beside it, which takes its name
 * at the end; what an import that was cut short left there is removed by the next one.
 */
public final class EmbeddedSink implements PieceSink {

    private static final int ROUND_BYTES = 1 << 20;

    private final Path folder;
    private final Path unfinished;
    private final SegmentStore store;
    private final Round round = new Round();
    private @Nullable TopicFilling topic;
    private int lastId;
    private boolean open = true;

    private EmbeddedSink(Path folder, Path unfinished, SegmentStore store) {
        this.folder = folder;
        this.unfinished = unfinished;
        this.store = store;
    }

    /**
     * Begins a log.
     *
     * @param folder where the log will be; nothing may be there yet
     * @return the log to fill
     * @throws LogException if something is there, or nothing can be written
     */
    public static EmbeddedSink create(Path folder) {
        if (Files.exists(folder)) {
            throw new LogException(
                    "there is something in %s already, and an import needs a place where no log is; move it away"
                            .formatted(folder));
        }
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".importing");
        try {
            remove(unfinished);
        } catch (IOException e) {
            throw new LogException(unfinished + " cannot be removed: " + e.getMessage(), e);
        }
        StoreOptions options = new StoreOptions(EmbeddedLogOptions.DEFAULT.segmentBytes());
        Path segments = unfinished.resolve("segments");
        SegmentStore store = SegmentStore.open(segments, options);
        try {
            Format.check(store, segments);
            return new EmbeddedSink(folder, unfinished, store);
        } catch (Throwable e) {
            store.close();
            throw e;
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Override
    public void put(Piece piece) {
        if (piece instanceof Piece.OfTopic of) {
            endTopic();
            topic = new TopicFilling(of, () -> ++lastId, round);
        } else if (topic == null || !topic.name().equals(piece.topic())) {
            throw new IllegalArgumentException(
                    "the settings of topic " + piece.topic() + " come first");
        } else {
            topic.put(piece);
        }
        if (round.bytes() >= ROUND_BYTES) {
            write(false);
        }
    }

    private void endTopic() {
        if (topic != null) {
            topic.end();
            topic = null;
        }
    }

    private void write(boolean sync) {
        if (!round.isEmpty()) {
            store.write(round, sync);
            round.clear();
        }
        store.maintain();
    }

    @Override
    public void finish() {
        endTopic();
        write(true);
        open = false;
        store.close();
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel parent = FileChannel.open(folder.toAbsolutePath().getParent())) {
                parent.force(true);
            }
        } catch (IOException e) {
            throw new LogException(
                    "%s cannot be renamed to %s: %s".formatted(unfinished, folder, e.getMessage()),
                    e);
        }
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        store.close();
        try {
            remove(unfinished);
        } catch (IOException e) {
            throw new LogException(unfinished + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
