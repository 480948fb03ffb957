package io.gridgate.handlers.iflater;

import io.gridgate.handlers.EventKey;
import io.gridgate.handlers.jdbc.TableName;

import java.time.InstantSource;

import javax.sql.DataSource;

/** Builds the rule; every setting has a default. Not for use by several threads. */
public final class IfLaterBuilder {

    private final DataSource database;
    private final String consumer;
    private EventKey entity = EntityDigest.sourceAndSubject();
    private TableName table = new TableName("gridgate_latest");
    private InstantSource clock = InstantSource.system();

    IfLaterBuilder(DataSource database, String consumer) {
        if (consumer.isBlank() || consumer.length() > 100) {
            throw new IllegalArgumentException(
                    "a consumer has a name of 1 to 100 characters, not " + consumer.length());
        }
        this.database = database;
        this.consumer = consumer;
    }

    /**
     * Sets what an event is a version of; {@code source} and {@code subject} together by default. A
     * sequence counts within one source, so a key that leaves the source out is for sources that
     * count together.
     *
     * @param key names the entity; an event for which it gives null is rejected
     * @return this builder
     */
    public IfLaterBuilder entity(EventKey key) {
        this.entity = key;
        return this;
    }

    /**
     * Names the table; {@code gridgate_latest} by default. Consumers may share it.
     *
     * @param name letters, digits and {@code _}, with a schema before a dot if need be
     * @return this builder
     */
    public IfLaterBuilder table(String name) {
        this.table = new TableName(name);
        return this;
    }

    IfLaterBuilder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    DataSource database() {
        return database;
    }

    String consumer() {
        return consumer;
    }

    EventKey entity() {
        return entity;
    }

    InstantSource clock() {
        return clock;
    }

    /** {@return the rule} */
    public IfLater build() {
        return new IfLater(this, new VersionTable(table));
    }
}
