package io.gridgate.handlers.inbox;

import java.time.Duration;
import java.time.InstantSource;

import javax.sql.DataSource;

/** Builds inboxes; every setting has a default. Not for use by several threads. */
public final class InboxBuilder {

    private static final Duration RETENTION_MIN = Duration.ofHours(1);
    private static final Duration RETENTION_MAX = Duration.ofDays(3650);

    private final DataSource database;
    private final String consumer;
    private String table = "gridgate_inbox";
    private Duration retention = Duration.ofDays(8);
    private int frontEvents = 10_000;
    private InstantSource clock = InstantSource.system();

    InboxBuilder(DataSource database, String consumer) {
        if (consumer.isBlank() || consumer.length() > 100) {
            throw new IllegalArgumentException(
                    "a consumer has a name of 1 to 100 characters, not " + consumer.length());
        }
        this.database = database;
        this.consumer = consumer;
    }

    /**
     * Names the table; {@code gridgate_inbox} by default. Consumers may share it.
     *
     * @param name letters, digits and {@code _}, with a schema before a dot if need be
     * @return this builder
     */
    public InboxBuilder table(String name) {
        this.table = name;
        return this;
    }

    /**
     * Sets how long an event is remembered; 8 days by default, one more than Event Grid can keep
     * it. An event that comes later is handled again.
     *
     * @param duration 1 hour to 3,650 days
     * @return this builder
     */
    public InboxBuilder retention(Duration duration) {
        if (duration.compareTo(RETENTION_MIN) < 0 || duration.compareTo(RETENTION_MAX) > 0) {
            throw new IllegalArgumentException(
                    "retention is %s, must be PT1H to P3650D".formatted(duration));
        }
        this.retention = duration;
        return this;
    }

    /**
     * Sets how many handled events are remembered in memory, so that their repetition costs no
     * query; 10,000 by default.
     *
     * @param events 0 to 10,000,000; about 200 bytes each
     * @return this builder
     */
    public InboxBuilder front(int events) {
        if (events < 0 || events > 10_000_000) {
            throw new IllegalArgumentException(
                    "front is %d events, must be 0 to 10000000".formatted(events));
        }
        this.frontEvents = events;
        return this;
    }

    InboxBuilder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    DataSource database() {
        return database;
    }

    String consumer() {
        return consumer;
    }

    Duration retention() {
        return retention;
    }

    int frontEvents() {
        return frontEvents;
    }

    InstantSource clock() {
        return clock;
    }

    /** {@return the inbox} */
    public Inbox build() {
        return new Inbox(this, new InboxTable(table));
    }
}
