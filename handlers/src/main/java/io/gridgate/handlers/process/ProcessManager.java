package io.gridgate.handlers.process;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.EventKey;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.ReleaseDelay;
import io.gridgate.handlers.inbox.Inbox;
import io.gridgate.handlers.process.Course.Taken;
import io.gridgate.handlers.timer.TimerRunner;
import io.gridgate.handlers.timer.TimerRunnerBuilder;
import io.gridgate.handlers.timer.Timers;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

import javax.sql.DataSource;

/**
 * Leads each instance of a process from event to event: one instance for each correlation, with its
 * state in the database. What an event does is one transaction: the note that it was handled, the
 * instance's state, its time-outs, and the events that it sends through the outbox. Events of one
 * instance are handled one after the other, in whichever process they come.
 *
 * <p>An instance goes on with the version of the definition that it began on; new ones begin on the
 * highest. An event for an instance that is not there yet comes again, at once and then after 10 s,
 * 1 min, 10 min and 1 h, and is rejected on the sixth delivery. An event for one that has ended, or
 * that its version does not know, is acknowledged and changes nothing.
 *
 * <p>Tested on PostgreSQL and H2. Safe for use by many threads, and by many processes on one
 * database.
 */
public final class ProcessManager {

    private static final int LIST_MAX = 10_000;

    private final String process;
    private final DataSource database;
    private final EventKey correlation;
    private final NavigableMap<Integer, ProcessDefinition<?>> definitions;
    private final ProcessTable table;
    private final Inbox inbox;
    private final Timers timers;
    private final InstanceWriter writer;
    private final Duration retention;
    private final InstantSource clock;

    ProcessManager(ProcessManagerBuilder builder) {
        this.process = builder.process();
        this.database = builder.database();
        this.correlation = builder.correlation();
        this.definitions = Collections.unmodifiableNavigableMap(new TreeMap<>(builder.known()));
        this.retention = builder.retention();
        this.clock = builder.clock();
        this.table = new ProcessTable(ProcessManagerBuilder.TABLE);
        this.inbox = Inbox.builder(database, process).retention(retention).build();
        this.timers = new Timers(process, "gridgate_timer", clock);
        this.writer = new InstanceWriter(process, table, timers, builder.outbox());
    }

    /**
     * {@return a builder with the defaults}
     *
     * @param process names the process, 1 to 100 characters; also the consumer of its inbox and the
     *     group of its timers
     * @param database where instances are kept, together with inbox, outbox and timers
     */
    public static ProcessManagerBuilder builder(String process, DataSource database) {
        return new ProcessManagerBuilder(process, database);
    }

    /**
     * {@return the SQL that makes the table of instances, for those who keep their schema
     * elsewhere} Inbox, timers and outbox have their own.
     */
    public List<String> definition() {
        return table.definition();
    }

    /**
     * Makes the tables of instances, inbox, timers and outbox where they are not there.
     *
     * @throws SQLException if the database refuses
     */
    public void create() throws SQLException {
        try (Connection connection = database.getConnection()) {
            table.create(connection);
        }
        inbox.create();
        timers.create(database);
        writer.outbox().create(database);
    }

    /** {@return the handler of incoming events, for a worker or a route} */
    public EventHandler handler() {
        return inbox.once(this::handle);
    }

    /** {@return a builder of runners for the time-outs; one runner at least must run somewhere} */
    public TimerRunnerBuilder timeouts() {
        return TimerRunner.builder(
                timers,
                database,
                (timer, connection) -> timeout(TimeoutId.of(timer.id()), connection));
    }

    private Outcome handle(CloudEvent event, DeliveryContext context, Connection connection)
            throws Exception {
        String type = event.getType();
        if (definitions.values().stream().noneMatch(definition -> definition.knows(type))) {
            return Outcome.reject("process %s has no step for type %s".formatted(process, type));
        }
        String key = correlation.of(event);
        if (key == null || key.isEmpty() || key.length() > ProcessTable.CORRELATION_MAX) {
            return Outcome.reject(
                    "process %s needs a correlation of 1 to %d characters"
                            .formatted(process, ProcessTable.CORRELATION_MAX));
        }
        Instant now = clock.instant();
        Optional<ProcessRow> row = table.lock(connection, process, key);
        if (row.isEmpty()) {
            Optional<Taken> begun =
                    new Course(process, now).begin(definitions.lastEntry().getValue(), key, event);
            if (begun.isEmpty()) {
                return tooEarly(key, context);
            }
            if (!(begun.get() instanceof Taken.Moved moved)) {
                return writer.settle(connection, key, Optional.empty(), begun.get());
            }
            if (writer.begin(connection, moved)) {
                return Outcome.acknowledge();
            }
            row = table.lock(connection, process, key);
        }
        ProcessRow known = row.orElseThrow();
        Taken taken = new Course(process, now).event(definitionOf(known), known, event);
        return writer.settle(connection, key, row, taken);
    }

    private Outcome tooEarly(String key, DeliveryContext context) {
        ReleaseDelay[] delays = ReleaseDelay.values();
        return context.deliveryCount() <= delays.length
                ? Outcome.release(delays[Math.max(context.deliveryCount() - 1, 0)])
                : Outcome.reject("process %s has no instance %s".formatted(process, key));
    }

    private void timeout(TimeoutId id, Connection connection) throws Exception {
        Optional<ProcessRow> row = table.lock(connection, process, id.correlation());
        if (row.isEmpty()) {
            return;
        }
        Taken taken =
                new Course(process, clock.instant())
                        .timeout(definitionOf(row.get()), row.get(), id.name(), id.number());
        if (taken instanceof Taken.Rejected rejected) {
            throw new IllegalStateException(
                    "time-out %s: %s".formatted(id.text(), rejected.reason()));
        }
        writer.settle(connection, id.correlation(), row, taken);
    }

    private ProcessDefinition<?> definitionOf(ProcessRow row) {
        ProcessDefinition<?> definition = definitions.get(row.version());
        if (definition == null) {
            throw new UnknownVersionException(
                    process, row.correlation(), row.version(), definitions.keySet());
        }
        return definition;
    }

    /**
     * {@return the instances that run, those that have stood still for longest first}
     *
     * @param most how many at most, 1 to 10,000
     * @throws SQLException if the database refuses
     */
    public List<ProcessInstance> running(int most) throws SQLException {
        return list(true, most);
    }

    /**
     * {@return the instances that have ended and are still kept, the oldest first}
     *
     * @param most how many at most, 1 to 10,000
     * @throws SQLException if the database refuses
     */
    public List<ProcessInstance> ended(int most) throws SQLException {
        return list(false, most);
    }

    private List<ProcessInstance> list(boolean run, int most) throws SQLException {
        if (most < 1 || most > LIST_MAX) {
            throw new IllegalArgumentException(
                    "most is %d, must be 1 to %d".formatted(most, LIST_MAX));
        }
        try (Connection connection = database.getConnection()) {
            return table.list(connection, process, run, most).stream()
                    .map(row -> row.shown(process))
                    .toList();
        }
    }

    /**
     * {@return how many instances run on each version that has any, the lowest version first} A
     * definition may be taken out when none runs on its version any more.
     *
     * @throws SQLException if the database refuses
     */
    public List<RunningVersion> runningByVersion() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return table.running(connection, process);
        }
    }

    /** {@return the versions whose definitions it has, the lowest first} */
    public SortedSet<Integer> versions() {
        return definitions.navigableKeySet();
    }

    /** {@return the name of the process} */
    public String process() {
        return process;
    }

    /**
     * {@return one instance, running or ended}
     *
     * @param key its correlation
     * @throws SQLException if the database refuses
     */
    public Optional<ProcessInstance> instance(String key) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return table.find(connection, process, key).map(row -> row.shown(process));
        }
    }

    /**
     * Removes instances that ended longer ago than the retention, and old notes of the inbox. A
     * beginning event that comes for a removed instance begins another one.
     *
     * @return how many instances were removed
     * @throws SQLException if the database refuses
     */
    public long clean() throws SQLException {
        inbox.clean();
        try (Connection connection = database.getConnection()) {
            return table.clean(connection, process, clock.instant().minus(retention));
        }
    }
}
