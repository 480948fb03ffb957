package io.gridgate.log.embedded;

import io.gridgate.log.LogException;
import io.gridgate.log.TopicName;
import io.gridgate.log.segment.SegmentStore;
import io.gridgate.log.segment.StoreOptions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that changes the log. Each round takes the waiting commands, decides them, writes
 * what they changed as one record with one fsync, and wakes the callers. While it writes, the next
 * commands gather.
 *
 * <p>A failed write leaves the memory ahead of the disk, so the store is opened anew and the state
 * built from it; until that works, calls fail as unavailable.
 */
final class Committer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    private static final int GROUP_MAX = 2_000;
    private static final long GROUP_BYTES_MAX = 8L << 20;
    private static final long SLEEP_MILLIS_MAX = 1_000;

    private final Path folder;
    private final Path index;
    private final EmbeddedLogOptions options;
    private final InstantSource clock;
    private final CommandQueue commands;
    private final Nonces nonces = new Nonces();
    private final LogTime time;
    private final List<Command<?>> group = new ArrayList<>();
    private final List<Command<?>> decided = new ArrayList<>();
    private LogState state;
    private boolean broken;
    private volatile SegmentStore store;
    private volatile Map<TopicName, TopicView> topics;

    /** Opens the store; the thread is not started yet. */
    Committer(Path data, EmbeddedLogOptions options, InstantSource clock, CommandQueue commands) {
        Format.checkOlder(data);
        this.folder = data.resolve("segments");
        this.index = data.resolve("dedup-index");
        this.options = options;
        this.clock = clock;
        this.commands = commands;
        this.store = SegmentStore.open(folder, new StoreOptions(options.segmentBytes()));
        this.state = load(store);
        this.time = new LogTime(clock, state.now());
        this.topics = state.views();
    }

    private LogState load(SegmentStore opened) {
        try {
            Format.check(opened, folder);
            return Recovery.load(opened, index, options, nonces, clock);
        } catch (Throwable e) {
            opened.close();
            throw e;
        }
    }

    /** Returns the store as it is now, from any thread. */
    SegmentStore store() {
        return store;
    }

    /** Returns the topics as they are on disk, from any thread. */
    Map<TopicName, TopicView> topics() {
        return topics;
    }

    Nonces nonces() {
        return nonces;
    }

    @Override
    public void run() {
        while (!(commands.isClosed() && commands.isEmpty())) {
            commands.drainTo(group, GROUP_MAX, GROUP_BYTES_MAX);
            if (broken) {
                mend();
            } else if (!group.isEmpty() || state.dueAt() <= time.millis()) {
                round();
            } else {
                long sleep = Math.min(SLEEP_MILLIS_MAX, state.dueAt() - time.millis());
                commands.awaitCommand(TimeUnit.MILLISECONDS.toNanos(Math.max(1, sleep)));
            }
        }
        state.dismissWaiters(waiter -> {
            waiter.decide(List.of());
            waiter.complete();
        });
        try {
            if (broken) {
                state.discard();
            } else {
                state.close();
            }
        } catch (RuntimeException e) {
            LOG.warn("the next start will build the dedup index: {}", e.getMessage());
        } finally {
            store.close();
        }
    }

    private void round() {
        try {
            state.begin(time.millis());
            for (Command<?> command : group) {
                execute(command);
            }
            state.end(decided::add);
            state.write();
            topics = state.views();
            state.answer(decided::add);
        } catch (RuntimeException | OutOfMemoryError | InternalError e) {
            fail(e);
        }
        decided.forEach(Command::complete);
        decided.clear();
        group.clear();
    }

    /** A command that asks for what is not there fails alone; any other failure ends the round. */
    private void execute(Command<?> command) {
        try {
            state.execute(command, decided::add);
        } catch (LogException.NotFound e) {
            command.fail(e);
            decided.add(command);
        }
    }

    /**
     * Fails all that is under way; what was decided is forgotten with the state. An internal error
     * is a fault of the disk under a mapped file, which may show later than where it happened.
     */
    private void fail(Throwable e) {
        LOG.error("the log stops taking calls until it is opened anew", e);
        LogException reason =
                switch (e) {
                    case LogException.Unavailable unavailable -> unavailable;
                    case InternalError _ -> Dedup.unavailable(e);
                    default -> new LogException("the log failed: " + e.getMessage(), e);
                };
        broken = true;
        decided.addAll(group);
        decided.forEach(command -> command.fail(reason));
        state.dismissWaiters(waiter -> {
            waiter.fail(reason);
            waiter.complete();
        });
    }

    private void mend() {
        try {
            state.discard();
            store.close();
            SegmentStore opened =
                    SegmentStore.open(folder, new StoreOptions(options.segmentBytes()));
            store = opened;
            state = load(opened);
            topics = state.views();
            broken = false;
            LOG.info("the log is open again");
        } catch (RuntimeException | OutOfMemoryError | InternalError e) {
            LOG.warn("the log cannot be opened yet: {}", e.getMessage());
            group.forEach(command -> command.fail(unavailable(e)));
            group.forEach(Command::complete);
            group.clear();
            commands.awaitCommand(TimeUnit.MILLISECONDS.toNanos(SLEEP_MILLIS_MAX));
        }
    }

    private static LogException unavailable(Throwable e) {
        return new LogException.Unavailable("the log is not open: " + e.getMessage(), e);
    }
}
