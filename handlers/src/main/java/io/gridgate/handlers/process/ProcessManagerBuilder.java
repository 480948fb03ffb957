package io.gridgate.handlers.process;

import io.gridgate.handlers.EventKey;
import io.gridgate.handlers.jdbc.TableName;
import io.gridgate.handlers.outbox.Outbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

/** Builds process managers. Not for use by several threads. */
public final class ProcessManagerBuilder {

    static final TableName TABLE = new TableName("gridgate_process");

    private final String process;
    private final DataSource database;
    private final Map<Integer, ProcessDefinition<?>> definitions = new TreeMap<>();
    private EventKey correlation = EventKey.subject();
    private Outbox outbox = new Outbox();
    private Duration retention = Duration.ofDays(8);
    private InstantSource clock = InstantSource.system();

    ProcessManagerBuilder(String process, DataSource database) {
        if (process.isBlank() || process.length() > 100) {
            throw new IllegalArgumentException(
                    "a process has a name of 1 to 100 characters, not " + process.length());
        }
        this.process = process;
        this.database = database;
    }

    /**
     * Adds a version; keep those that have instances.
     *
     * @param definition what happens in it
     * @return this builder
     */
    public ProcessManagerBuilder definition(ProcessDefinition<?> definition) {
        if (definitions.putIfAbsent(definition.version(), definition) != null) {
            throw new IllegalArgumentException(
                    "there is a version %d already".formatted(definition.version()));
        }
        return this;
    }

    /**
     * Says which instance an event belongs to, in all versions alike; by its {@code subject} where
     * nothing is said.
     *
     * @param key gives 1 to 200 characters; an event without is rejected
     * @return this builder
     */
    public ProcessManagerBuilder correlation(EventKey key) {
        this.correlation = key;
        return this;
    }

    /**
     * Sets where sent events go; the outbox on {@code gridgate_outbox} by default.
     *
     * @param target an outbox in the same database
     * @return this builder
     */
    public ProcessManagerBuilder outbox(Outbox target) {
        this.outbox = target;
        return this;
    }

    /**
     * Sets how long ended instances, and notes of handled events, are kept; 8 days by default.
     *
     * @param duration 1 hour to 3,650 days
     * @return this builder
     */
    public ProcessManagerBuilder retention(Duration duration) {
        if (duration.compareTo(Duration.ofHours(1)) < 0
                || duration.compareTo(Duration.ofDays(3650)) > 0) {
            throw new IllegalArgumentException(
                    "retention is %s, must be PT1H to P3650D".formatted(duration));
        }
        this.retention = duration;
        return this;
    }

    /**
     * Sets the clock; the system's by default.
     *
     * @param source one that tests can set, for example
     * @return this builder
     */
    public ProcessManagerBuilder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    String process() {
        return process;
    }

    DataSource database() {
        return database;
    }

    Map<Integer, ProcessDefinition<?>> known() {
        return definitions;
    }

    EventKey correlation() {
        return correlation;
    }

    Outbox outbox() {
        return outbox;
    }

    Duration retention() {
        return retention;
    }

    InstantSource clock() {
        return clock;
    }

    /**
     * {@return the manager}
     *
     * @throws IllegalArgumentException if no version was added
     */
    public ProcessManager build() {
        if (definitions.isEmpty()) {
            throw new IllegalArgumentException("process %s has no version".formatted(process));
        }
        return new ProcessManager(this);
    }
}
