package io.gridgate.handlers.outbox;

import io.gridgate.handlers.Backoff;
import io.gridgate.handlers.client.EventGridException;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.polling.Pause;
import io.gridgate.handlers.polling.Poller;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

import javax.sql.DataSource;

/**
 * Publishes what an outbox holds, oldest first, in batches of at most 1,000 events and 1 MB, on a
 * virtual thread of its own. Several relays, in as many processes, may run on one outbox: each
 * batch is one relay's turn, held by a row lock, so the order stays, and another goes on where one
 * dies.
 *
 * <p>Publication is at least once: a relay that dies between the namespace's answer and its own
 * commit leaves the batch to be published again, with the same {@code source} and {@code id}. An
 * event that the namespace refuses by itself (400, 413) goes to the table of refused ones with the
 * reason, and the others go on; with any other failure the relay waits, 0.5 s at first, up to 30 s,
 * or as long as {@code Retry-After} says, and loses nothing.
 *
 * <p>Started once, closed once, from any thread. Database and sender belong to the caller.
 */
public final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final Turn turn;
    private final Duration poll;
    private final Backoff backoff =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), new Random());
    private final LongAdder failures = new LongAdder();
    private final Poller poller;

    /**
     * Makes a relay that looks for events every 100 ms, and at once after {@link #wake}.
     *
     * @param outbox the outbox
     * @param database where its tables are
     * @param sender publishes to one topic
     */
    public Relay(Outbox outbox, DataSource database, EventGridSender sender) {
        this(outbox, database, sender, Duration.ofMillis(100));
    }

    /**
     * Makes a relay.
     *
     * @param outbox the outbox
     * @param database where its tables are
     * @param sender publishes to one topic
     * @param poll how often to look where nothing waits, 1 ms to 1 h
     */
    public Relay(Outbox outbox, DataSource database, EventGridSender sender, Duration poll) {
        this(outbox, database, sender, poll, null);
    }

    Relay(
            Outbox outbox,
            DataSource database,
            EventGridSender sender,
            Duration poll,
            @Nullable Pause pause) {
        if (poll.toMillis() < 1 || poll.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "poll is %s, must be PT0.001S to PT1H".formatted(poll));
        }
        this.turn = new Turn(outbox.table(), database, sender);
        this.poll = poll;
        this.poller = new Poller("outbox-relay", this::turn, pause);
    }

    /** Starts to publish and returns at once. */
    public void start() {
        poller.start();
    }

    /** Looks for events at once; for those who have just committed some. */
    public void wake() {
        poller.wake();
    }

    /** {@return how many events this relay has published} */
    public long published() {
        return turn.published();
    }

    /** {@return how many events the namespace refused} */
    public long refused() {
        return turn.refused();
    }

    /** {@return how many turns ended in a failure that is tried again} */
    public long failures() {
        return failures.sum();
    }

    /** Publishes a batch; returns how long to wait before the next. */
    private Duration turn() {
        try {
            boolean moreMayWait = turn.take();
            backoff.reset();
            return moreMayWait ? Duration.ZERO : poll;
        } catch (EventGridException e) {
            return failed(e, backoff.next(e.retryAfter().orElse(null)));
        } catch (SQLException | RuntimeException e) {
            return failed(e, backoff.next(null));
        }
    }

    private Duration failed(Exception failure, Duration retryIn) {
        failures.increment();
        LOG.warn("Outbox not published, trying again in {}: {}", retryIn, failure.toString());
        return retryIn;
    }

    /** Ends after the batch that is under way. */
    @Override
    public void close() {
        poller.close();
    }
}
