package io.gridgate.log.postgres;

import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Hears what other replicas tell, on a connection of its own, and makes that connection anew where
 * it is lost. Whatever may have been missed in between is looked for then.
 */
final class Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private static final int HEAR_MILLIS = 500;
    private static final long PAUSE_MILLIS = 500;

    /** Who acts on what is heard. */
    interface Ear {
        /** Another replica told something. */
        void heard(Messages.Told told);

        /** Messages may have been missed. */
        void missed();
    }

    private final Database database;
    private final Messages messages;
    private final Ear ear;
    private final Thread thread =
            Thread.ofPlatform().name("log-listener").daemon().unstarted(this::run);
    private volatile boolean closed;

    Listener(Database database, Messages messages, Ear ear) {
        this.database = database;
        this.messages = messages;
        this.ear = ear;
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            try (Connection connection = database.connect()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (!closed) {
                    LOG.info("messages of other replicas are not heard: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN " + messages.channel());
        }
        ear.missed();
        PGConnection heard = connection.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification[] all = heard.getNotifications(HEAR_MILLIS);
            if (all == null) {
                continue;
            }
            for (PGNotification one : all) {
                ear.heard(messages.read(one.getParameter()));
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            LOG.debug("the listener was woken to stop");
        }
    }

    void close() {
        closed = true;
        thread.interrupt();
    }
}
