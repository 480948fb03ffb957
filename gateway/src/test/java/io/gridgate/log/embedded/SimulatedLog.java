package io.gridgate.log.embedded;

import io.gridgate.log.Audit;
import io.gridgate.log.FakeClock;
import io.gridgate.log.LogException;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;
import io.gridgate.log.lease.Books;
import io.gridgate.log.lease.PendingChunk;
import io.gridgate.log.segment.Entry;
import io.gridgate.log.segment.ForgetfulDisk;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.SegmentStore;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The deciding part of the embedded log without its thread: the same state, the same recovery and
 * the same rounds as {@link Committer} has, over a {@link ForgetfulDisk}.
 */
final class SimulatedLog {

    private static final long SOON_MILLIS = 600_000;

    private static final int SEGMENT_BYTES = 64 << 10;

    private final Path parent;
    private final FakeClock clock = new FakeClock();
    private final PlantedBug bug;
    private final Saboteur saboteur;
    private final ForgetfulDisk disk;
    private final LongSupplier nonces;
    private Path folder;
    private int copies;
    private SegmentStore store;
    private LogState state;
    private LogTime time;

    SimulatedLog(Path parent, long seed, PlantedBug bug) {
        this.parent = parent;
        this.folder = parent.resolve("log");
        this.bug = bug;
        this.saboteur = new Saboteur(bug);
        this.disk = new ForgetfulDisk(bug != PlantedBug.FSYNC_DOES_NOTHING);
        Random random = new Random(seed);
        this.nonces = bug == PlantedBug.LOCK_TOKEN_IS_REUSED ? () -> 7 : random::nextLong;
        open();
    }

    private void open() {
        store = disk.open(folder, SEGMENT_BYTES);
        Format.check(store, folder);
        Path index = parent.resolve("dedup-index");
        state = Recovery.load(store, index, EmbeddedLogOptions.DEFAULT, nonces, clock);
        time = new LogTime(clock, state.now());
    }

    ForgetfulDisk disk() {
        return disk;
    }

    FakeClock clock() {
        return clock;
    }

    LongSupplier nonces() {
        return nonces;
    }

    /** Returns the time of the last round. */
    long now() {
        return state.now();
    }

    Map<TopicName, TopicView> views() {
        return state.views();
    }

    /** Decides commands; nothing is written. Returns those that were decided, in order. */
    List<Command<?>> decide(List<? extends Command<?>> commands) {
        List<Command<?>> decided = new ArrayList<>();
        state.begin(bug == PlantedBug.TIME_FALLS_WITH_THE_CLOCK ? clock.millis() : time.millis());
        for (Command<?> command : commands) {
            try {
                state.execute(command, decided::add);
            } catch (LogException.NotFound e) {
                throw new AssertionError("everything that is asked for is there", e);
            }
        }
        state.end(decided::add);
        return decided;
    }

    /** Writes what was decided, and answers the questions. */
    void write(List<Command<?>> decided) {
        saboteur.before(store, topicIds(), subscriptionIds());
        state.write();
        saboteur.after(store);
        state.answer(decided::add);
        decided.forEach(Command::complete);
    }

    private List<Integer> topicIds() {
        return state.views().values().stream().map(TopicView::id).toList();
    }

    private List<Integer> subscriptionIds() {
        return subscriptions().stream().map(name -> state.subscription(name).id()).toList();
    }

    /** Ends as a process does that is told to stop, and starts again. */
    void restart() {
        state.close();
        store.close();
        open();
    }

    /** Opens what is there after a write that failed, as the committer does. */
    void mend() {
        state.discard();
        store.close();
        open();
    }

    /** Ends as a process does that is killed, and starts again. */
    void crash() {
        losePower(Integer.MAX_VALUE);
    }

    /**
     * Ends as a machine does that loses its power, and starts again.
     *
     * @param kept of the writes that were not synced, how many are there at the most
     * @return how many are lost
     */
    int losePower(int kept) {
        Path copy = parent.resolve("log-" + ++copies);
        int lost = disk.copy(folder, copy, kept);
        close();
        folder = copy;
        open();
        return lost;
    }

    /** Lets go of the files. */
    void close() {
        state.discard();
        store.close();
        remove(folder);
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<SubscriptionName> subscriptions() {
        return state.views().values().stream()
                .flatMap(view -> view.subscriptions().stream())
                .map(Subscription::name)
                .toList();
    }

    /** Tells whether a subscription has work that waits only for its next round. */
    boolean isDue(SubscriptionName name) {
        return state.subscription(name).queue().dueAt() <= state.now();
    }

    /** Returns how long it is until the next lock, delay or life ends, if that is soon. */
    Optional<Duration> untilDue() {
        return subscriptions().stream()
                .map(name -> state.subscription(name).queue().dueAt() - state.now())
                .filter(millis -> millis > 0 && millis < SOON_MILLIS)
                .min(Long::compare)
                .map(Duration::ofMillis);
    }

    Books books(SubscriptionName name) {
        return state.subscription(name).queue().books();
    }

    /** Returns the unsettled events of a subscription as they are on disk, by sequence. */
    Map<Long, PendingChunk.Entry> pending(SubscriptionName name) {
        Map<Long, PendingChunk.Entry> pending = new TreeMap<>();
        store.chunks(
                state.subscription(name).id(),
                0,
                Long.MAX_VALUE,
                stored -> {
                    StoredChunks.decode(stored)
                            .forEachEntry(entry -> pending.put(entry.sequence(), entry));
                    return true;
                });
        return pending;
    }

    Books booksOnDisk(SubscriptionName name, long pending) {
        byte[] books = store.settings(Keys.BOOKS).get((long) state.subscription(name).id());
        return books == null ? new Books() : BooksRecord.decode(books, pending);
    }

    /** Returns the dead letters of a subscription, in the order of their sequences. */
    List<Entry> deadLetters(SubscriptionName name) {
        int id = state.subscription(name).id();
        return store.page(Kind.DEAD, id, 0, Integer.MAX_VALUE);
    }

    Audit audit(TopicName topic) {
        return Auditing.of(state, topic, Instant.EPOCH, Instant.ofEpochMilli(now() + 1), true);
    }

    /** Reads an event as a lease does. */
    @Nullable StoredEvent event(TopicName topic, long sequence) {
        int id = state.views().get(topic).id();
        ByteBuffer record = new EventReader(store, id).read(sequence);
        return record == null ? null : EventRecord.decode(sequence, record);
    }

    /** Tells whether a topic has dedup records. */
    boolean hasDedupRecords(TopicName topic) {
        List<Entry> found = new ArrayList<>();
        int id = state.views().get(topic).id();
        store.scan(Kind.DEDUP, id, 0, Long.MAX_VALUE, found::add);
        return !found.isEmpty();
    }
}
