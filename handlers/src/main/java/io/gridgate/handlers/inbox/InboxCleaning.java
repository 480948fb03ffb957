package io.gridgate.handlers.inbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;

/** Cleans an inbox from time to time until it is closed. */
final class InboxCleaning implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final Inbox inbox;
    private final String consumer;
    private final Duration every;
    private final Thread thread;

    InboxCleaning(Inbox inbox, String consumer, Duration every) {
        this.inbox = inbox;
        this.consumer = consumer;
        this.every = every;
        this.thread = Thread.ofVirtual().name("inbox-" + consumer).start(this::run);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                clean();
                Thread.sleep(every);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void clean() {
        try {
            long removed = inbox.clean();
            LOG.debug("{} old notes of {} removed", removed, consumer);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("Inbox of {} not cleaned, trying again in {}", consumer, every, e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
