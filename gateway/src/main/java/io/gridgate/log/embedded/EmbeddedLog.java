package io.gridgate.log.embedded;

import io.gridgate.event.EventKey;
import io.gridgate.log.AppendResult;
import io.gridgate.log.Audit;
import io.gridgate.log.DeadLetter;
import io.gridgate.log.DedupKeys;
import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.EventStatus;
import io.gridgate.log.LockToken;
import io.gridgate.log.LogException;
import io.gridgate.log.NewEvent;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Tally;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;
import io.gridgate.log.Verification;
import io.gridgate.log.lease.Grant;
import io.gridgate.log.segment.Entry;
import io.gridgate.log.segment.Kind;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The log in a folder of this process, in segments.
 *
 * <p>Callers prepare their commands and read event bodies on their own threads; one committer
 * thread decides and writes. Folder layout: {@code segments} has the data, {@code dedup-index} an
 * index that is made anew where it is missing.
 */
public final class EmbeddedLog implements EventLog {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedLog.class);

    private static final Duration WAIT_MAX = Duration.ofDays(1);

    /** How often dead letters may be moved by merging while one page of them is read. */
    private static final int MOVED_MAX = 1_000;

    private final InstantSource clock;
    private final CommandQueue commands;
    private final Committer committer;
    private final Thread thread;

    private EmbeddedLog(InstantSource clock, CommandQueue commands, Committer committer) {
        this.clock = clock;
        this.commands = commands;
        this.committer = committer;
        this.thread = Thread.ofPlatform().name("log-committer").daemon().unstarted(committer);
    }

    /**
     * Opens or creates the log in a folder.
     *
     * @param folder the folder, for this log alone; created where missing
     * @param options the limits
     * @param clock the time by which locks and lives are counted
     * @return the log, open
     * @throws LogException if another process has the folder, or if what is in it is damaged
     */
    public static EmbeddedLog open(Path folder, EmbeddedLogOptions options, InstantSource clock) {
        CommandQueue commands =
                new CommandQueue(options.queuedCallsMax(), options.queuedBytesMax());
        Committer committer = new Committer(folder, options, clock, commands);
        EmbeddedLog log = new EmbeddedLog(clock, commands, committer);
        log.thread.start();
        return log;
    }

    @Override
    public void declare(Topic topic) {
        run(
                StateCommand.change(state -> {
                    state.declare(topic);
                    return topic;
                }));
    }

    @Override
    public void declare(Subscription subscription) {
        run(
                StateCommand.change(state -> {
                    state.declare(subscription, committer.nonces());
                    return subscription;
                }));
    }

    @Override
    public List<Topic> topics() {
        return committer.topics().values().stream()
                .map(TopicView::topic)
                .sorted(Comparator.comparing(topic -> topic.name().value()))
                .toList();
    }

    @Override
    public List<Subscription> subscriptions(TopicName topic) {
        return view(topic).subscriptions().stream()
                .sorted(Comparator.comparing(subscription -> subscription.name().value()))
                .toList();
    }

    private TopicView view(TopicName topic) {
        TopicView view = committer.topics().get(topic);
        if (view == null) {
            throw new LogException.NotFound("there is no topic " + topic);
        }
        return view;
    }

    /** Returns the topic of a subscription, which must exist. */
    private TopicView viewWith(SubscriptionName subscription) {
        TopicView view = view(subscription.topic());
        if (view.subscriptions().stream().noneMatch(each -> each.name().equals(subscription))) {
            throw new LogException.NotFound("there is no event subscription " + subscription);
        }
        return view;
    }

    @Override
    public List<AppendResult> append(TopicName topic, List<NewEvent> events)
            throws InterruptedException {
        checkBatch(events.size(), "events");
        AppendCommand command = new AppendCommand(view(topic), events);
        commands.add(command);
        return command.await();
    }

    @Override
    public List<Delivery> lease(
            SubscriptionName subscription, int max, long bytesMax, Duration wait, Duration lock)
            throws InterruptedException {
        checkBatch(max, "deliveries");
        TopicView topic = viewWith(subscription);
        boolean waits = wait.isPositive();
        Duration bounded = wait.compareTo(WAIT_MAX) < 0 ? wait : WAIT_MAX;
        long deadline = System.nanoTime() + bounded.toNanos();
        LeaseCommand command = new LeaseCommand(subscription, max, lock.toMillis(), waits);
        commands.add(command);
        List<Grant> grants = waits ? command.await(deadline, List.of()) : command.await();
        return read(topic, subscription, grants, Math.min(bytesMax, LEASE_BYTES_MAX));
    }

    private List<Delivery> read(
            TopicView topic, SubscriptionName subscription, List<Grant> grants, long bytesMax) {
        EventReader events = new EventReader(committer.store(), topic.id());
        List<Delivery> deliveries = new ArrayList<>(grants.size());
        long bytes = 0;
        for (int i = 0; i < grants.size(); i++) {
            Grant grant = grants.get(i);
            long sequence = grant.token().sequence();
            ByteBuffer record = events.read(sequence);
            if (record == null) {
                LOG.warn("event {} of topic {} is gone", sequence, topic.topic().name());
                continue;
            }
            bytes += record.remaining();
            if (bytes > bytesMax && i > 0) {
                giveBack(subscription, grants.subList(i, grants.size()));
                break;
            }
            StoredEvent stored = EventRecord.decode(sequence, record);
            Instant lockedUntil = Instant.ofEpochMilli(grant.lockedUntilMillis());
            deliveries.add(new Delivery(grant.token(), grant.deliveryCount(), lockedUntil, stored));
        }
        return deliveries;
    }

    /** Nobody waits for this: where it fails, the locks run out. */
    private void giveBack(SubscriptionName subscription, List<Grant> grants) {
        List<LockToken> tokens = grants.stream().map(Grant::token).toList();
        try {
            commands.add(new SettleCommand(subscription, tokens, new Settlement.GiveBack()));
        } catch (LogException.Unavailable e) {
            LOG.debug("{} deliveries of {} stay locked", tokens.size(), subscription, e);
        }
    }

    @Override
    public List<SettleResult> settle(
            SubscriptionName subscription, List<LockToken> tokens, Settlement settlement)
            throws InterruptedException {
        viewWith(subscription);
        SettleCommand command = new SettleCommand(subscription, tokens, settlement);
        commands.add(command);
        return command.await();
    }

    @Override
    public Tally tally(SubscriptionName subscription) {
        return ask(state -> Inquiries.tally(state, subscription));
    }

    @Override
    public Optional<EventStatus> find(TopicName topic, EventKey key) {
        TopicView view = view(topic);
        DedupKey dedupKey = DedupKey.of(view.id(), new DedupKeys(topic).key(key));
        return ask(state -> Inquiries.find(state, topic, dedupKey));
    }

    @Override
    public List<DeadLetter> deadLetters(SubscriptionName subscription, long after, int max) {
        checkBatch(max, "dead letters");
        viewWith(subscription);
        int id = ask(state -> state.subscription(subscription).id());
        List<DeadLetter> page = new ArrayList<>();
        long from = after + 1;
        for (int moved = 0; moved <= MOVED_MAX; moved++) {
            List<Entry> found = deadLetters(id, from, max - page.size());
            for (Entry each : found) {
                byte[] value = each.value();
                if (value == null) {
                    break; // it was moved meanwhile
                }
                page.add(DeadLetterRecord.decode(subscription, each.number(), value));
                from = each.number() + 1;
            }
            if (found.isEmpty() || page.size() == max) {
                return page;
            }
        }
        throw new LogException.Unavailable("dead letters are moved faster than they are read");
    }

    @Override
    public Optional<Audit> audit(TopicName topic, Instant from, Instant to, boolean recount) {
        view(topic);
        return ask(state -> Optional.of(Auditing.of(state, topic, from, to, recount)));
    }

    @Override
    public Optional<Verification> verify() {
        return ask(state -> Optional.of(Verifying.of(state)));
    }

    /**
     * What a compaction did.
     *
     * @param bytesBefore the bytes of all segments before
     * @param bytesAfter the bytes of all segments after
     */
    public record Compaction(long bytesBefore, long bytesAfter) {}

    /**
     * Gives back all the space that merging can, where the log does so by itself only when it is
     * worth it. Nothing else is done meanwhile.
     *
     * @return what came of it
     */
    public Compaction compact() {
        return ask(state -> {
            long before = state.store().usage().bytes();
            state.store().compact();
            return new Compaction(before, state.store().usage().bytes());
        });
    }

    private List<Entry> deadLetters(int subscription, long from, int max) {
        return ask(state -> state.store().page(Kind.DEAD, subscription, from, max));
    }

    /**
     * Lets the log see the clock now: locks, delays and lives that are over end before this
     * returns. The log does so by itself once a second at the latest; tests with a clock of their
     * own call it.
     */
    public void tick() {
        ask(LogState::now);
    }

    /** Asks on the thread that decides, when all before is on disk. */
    <R> R ask(Function<LogState, R> question) {
        return run(StateCommand.question(question));
    }

    private <R> R run(StateCommand<R> command) {
        commands.add(command);
        return command.awaitUninterruptibly();
    }

    private static void checkBatch(int size, String what) {
        if (size < 1 || size > BATCH_MAX) {
            throw new IllegalArgumentException(
                    "1 to " + BATCH_MAX + " " + what + " are allowed, not " + size);
        }
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void close() {
        commands.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
