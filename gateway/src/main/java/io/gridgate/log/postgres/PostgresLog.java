package io.gridgate.log.postgres;

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
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Tally;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;
import io.gridgate.log.Verification;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * The log in a PostgreSQL database, shared by all replicas that open the same schema. Lock tokens
 * hold at every replica and outlive the one that gave them out; they end with their lock.
 *
 * <p>Callers prepare their calls on their own threads; a few threads of the log carry out all calls
 * that wait as one transaction.
 */
public final class PostgresLog implements EventLog {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresLog.class);

    private static final Duration WAIT_MAX = Duration.ofDays(1);

    /** How often each replica looks by itself for what no message told of. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final int APPENDERS = 2;
    private static final int SETTLERS = 2;
    private static final int LESSORS = 2;
    private static final int INQUIRERS = 2;
    private static final int GROUP_MAX = 2_000;
    private static final long GROUP_BYTES_MAX = 8L << 20;

    private final Database database;
    private final InstantSource clock;
    private final LogTime time;
    private final Messages messages;
    private final Declarations declarations;
    private final CallQueue<AppendCall> appendQueue;
    private final CallQueue<SettleCall> settleQueue;
    private final Workers<AppendCall> appenders;
    private final Workers<SettleCall> settlers;
    private final Settles settles;
    private final Leases leases;
    private final Keeper keeper;
    private final Listener listener;
    private final ExecutorService inquirers =
            Executors.newFixedThreadPool(
                    INQUIRERS, Thread.ofPlatform().name("log-inquirer-", 0).daemon().factory());
    private final Duration deadLetterRetention;
    private volatile boolean closed;

    private PostgresLog(
            Database database, PostgresLogOptions options, InstantSource clock, Duration look) {
        this.database = database;
        this.clock = clock;
        this.time = new LogTime(clock);
        this.deadLetterRetention = options.deadLetterRetention();
        this.messages = new Messages(database, options.schema());
        this.declarations = new Declarations(database, messages);
        Writers writers = new Writers();
        this.appendQueue = new CallQueue<>(options.queuedCallsMax(), options.queuedBytesMax());
        this.settleQueue = new CallQueue<>(options.queuedCallsMax(), options.queuedBytesMax());
        this.settles = new Settles(database, time, writers, settleQueue, this::tell);
        this.leases = new Leases(database, time, writers, settles, messages::tell);
        Appends appends = new Appends(database, declarations, time, writers, this::tell);
        this.appenders = new Workers<>(appendQueue, GROUP_MAX, GROUP_BYTES_MAX, appends::carryOut);
        this.settlers = new Workers<>(settleQueue, GROUP_MAX, GROUP_BYTES_MAX, settles::carryOut);
        this.keeper = new Keeper(database, time, writers, options, this::tell, this::turn, look);
        this.listener = new Listener(database, messages, ear());
    }

    /**
     * Opens the log; makes or changes its tables where that is needed. Locks and lives are counted
     * in the time of the database.
     *
     * @param options where and how
     * @return the log, open
     * @throws LogException if the database does not answer, or its tables cannot be used
     */
    public static PostgresLog open(PostgresLogOptions options) {
        return open(options, DatabaseClock::new, LOOK);
    }

    /**
     * Opens the log with a clock of its own, for tests; all replicas must have the same.
     *
     * @param options where and how
     * @param clock the time by which locks and lives are counted
     * @return the log, open
     */
    static PostgresLog open(PostgresLogOptions options, InstantSource clock) {
        return open(options, clock, LOOK);
    }

    /**
     * Opens the log as {@link #open(PostgresLogOptions, InstantSource)} does, with its own word on
     * how often it looks for what nobody told of.
     */
    static PostgresLog open(PostgresLogOptions options, InstantSource clock, Duration look) {
        return open(options, _ -> clock, look);
    }

    private static PostgresLog open(
            PostgresLogOptions options, Function<Database, InstantSource> clock, Duration look) {
        Database database = Tables.open(options);
        try {
            PostgresLog log = new PostgresLog(database, options, clock.apply(database), look);
            log.start();
            return log;
        } catch (RuntimeException e) {
            database.close();
            throw Tables.cannotOpen(options, e);
        }
    }

    private void start() {
        messages.start();
        appenders.start("log-appender", APPENDERS);
        settlers.start("log-settler", SETTLERS);
        leases.start(LESSORS);
        keeper.start();
        listener.start();
    }

    /** Something can be handed out: looks here, and has other replicas look. */
    private void tell(int subscription) {
        leases.signal(subscription);
        messages.tell(subscription);
    }

    private Listener.Ear ear() {
        return new Listener.Ear() {
            @Override
            public void heard(Messages.Told told) {
                if (told.declarations()) {
                    declarations.refresh();
                }
                told.subscriptions().forEach(leases::signal);
            }

            @Override
            public void missed() {
                declarations.refresh();
                leases.signalAll();
            }
        };
    }

    private void turn() {
        leases.signalAll();
        declarations.refresh();
        if (clock instanceof DatabaseClock ofDatabase) {
            ofDatabase.askNowAndThen(database);
        }
    }

    @Override
    public void declare(Topic topic) {
        ask(() -> {
            declarations.declare(topic);
            return topic;
        });
    }

    @Override
    public void declare(Subscription subscription) {
        ask(() -> {
            declarations.declare(subscription);
            return subscription;
        });
    }

    @Override
    public List<Topic> topics() {
        return declarations.known().topics().values().stream()
                .map(Catalog.TopicEntry::topic)
                .toList();
    }

    @Override
    public List<Subscription> subscriptions(TopicName topic) {
        return topic(topic).subscriptions().stream()
                .map(Catalog.SubscriptionEntry::subscription)
                .toList();
    }

    private Catalog.TopicEntry topic(TopicName name) {
        Catalog known = declarations.known();
        return known.topics().containsKey(name)
                ? known.topic(name)
                : ask(() -> declarations.look(catalog -> catalog.topic(name)));
    }

    private int id(SubscriptionName name) {
        try {
            return declarations.known().subscription(name).id();
        } catch (LogException.NotFound e) {
            LOG.debug("{} may have been declared at another replica", name);
            return ask(() -> declarations.look(catalog -> catalog.subscription(name))).id();
        }
    }

    @Override
    public List<AppendResult> append(TopicName topic, List<NewEvent> events)
            throws InterruptedException {
        checkBatch(events.size(), "events");
        AppendCall call = new AppendCall(topic(topic).topic().name(), events);
        appendQueue.add(call);
        return call.await();
    }

    @Override
    public List<Delivery> lease(
            SubscriptionName subscription, int max, long bytesMax, Duration wait, Duration lock)
            throws InterruptedException {
        checkBatch(max, "deliveries");
        boolean waits = wait.isPositive();
        Duration bounded = wait.compareTo(WAIT_MAX) < 0 ? wait : WAIT_MAX;
        long deadline = System.nanoTime() + bounded.toNanos();
        long bytes = Math.min(bytesMax, LEASE_BYTES_MAX);
        LeaseCall call = new LeaseCall(max, bytes, lock.toMillis(), waits);
        leases.add(id(subscription), call);
        return waits ? call.await(deadline, List.of()) : call.await();
    }

    @Override
    public List<SettleResult> settle(
            SubscriptionName subscription, List<LockToken> tokens, Settlement settlement)
            throws InterruptedException {
        SettleCall call = new SettleCall(id(subscription), tokens, settlement);
        settles.add(call);
        return call.await();
    }

    @Override
    public Tally tally(SubscriptionName subscription) {
        int id = id(subscription);
        return ask(() ->
                database.transaction(connection -> Inquiries.tally(connection, id, time.millis())));
    }

    @Override
    public Optional<EventStatus> find(TopicName topic, EventKey key) {
        UUID hashed = new DedupKeys(topic(topic).topic().name()).key(key);
        return ask(() ->
                database.transaction(connection ->
                        Inquiries.find(
                                connection, hashed, declarations.known().names(), time.millis())));
    }

    @Override
    public List<DeadLetter> deadLetters(SubscriptionName subscription, long after, int max) {
        checkBatch(max, "dead letters");
        int id = id(subscription);
        return ask(() ->
                database.transaction(connection ->
                        Inquiries.deadLetters(connection, id, subscription, after, max)));
    }

    @Override
    public Optional<Audit> audit(TopicName topic, Instant from, Instant to, boolean recount) {
        Catalog.TopicEntry entry = topic(topic);
        long moment = time.millis();
        return Optional.of(
                database.report(connection ->
                        Auditing.of(connection, entry, from, to)
                                .audit(recount, moment, deadLetterRetention)));
    }

    @Override
    public Optional<Verification> verify() {
        return Optional.of(database.report(Verifying::of));
    }

    /**
     * Ends what is over, and removes all that nobody needs any more, where the log does so by
     * itself little by little.
     *
     * @return how many rows were removed; fewer than there are where another replica is at it
     */
    public long compact() {
        return ask(keeper::cleanAll);
    }

    /** {@return a number that all replicas of this log share, and no other log has} */
    public UUID sharedId() {
        return declarations.known().sharedId();
    }

    /**
     * Lets the log see the clock now: locks, delays and lives that are over end before this
     * returns, and what nobody needs goes. The log does so by itself once a second at the latest.
     */
    void tick() {
        ask(keeper::advance);
        ask(() -> {
            keeper.clean();
            return true;
        });
    }

    private interface Question<R> {
        R answer();
    }

    /** A call that waits for one of the inquirers. */
    private static final class Inquiry<R> extends Call<R> {}

    private <R> R ask(Question<R> question) {
        Inquiry<R> call = new Inquiry<>();
        try {
            inquirers.execute(() -> {
                try {
                    call.complete(question.answer());
                } catch (RuntimeException e) {
                    call.fail(Faults.of(e));
                }
            });
        } catch (RejectedExecutionException e) {
            throw new LogException.Unavailable("the log is closed", e);
        }
        return call.awaitUninterruptibly();
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

    /** Ends as a killed process does: the connections are gone at once. For tests. */
    void cut() {
        database.close();
        close();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        listener.close();
        leases.close();
        appendQueue.close();
        appenders.join();
        settleQueue.close();
        settlers.join();
        keeper.close();
        inquirers.close();
        messages.close();
        database.close();
    }
}
