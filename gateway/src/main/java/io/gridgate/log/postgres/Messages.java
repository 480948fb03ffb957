package io.gridgate.log.postgres;

import io.gridgate.log.LogException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * Tells other replicas by NOTIFY that a subscription has something to hand out, or that
 * declarations changed. Messages are sent after the commit that they speak of, by a thread of their
 * own: a commit with a NOTIFY in it would wait for those of all other replicas. What is to be told
 * while one is under way goes together with the next. A message may be lost with its sender;
 * replicas look by themselves once a second.
 *
 * <p>Text of a message: the sender, a colon, then numbers of subscriptions with commas between
 * them; 0 stands for the declarations. For any number of threads.
 */
final class Messages {

    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

    private static final int DECLARATIONS = 0;
    private static final int NUMBERS_MAX = 500;
    private static final String NOTIFY = "SELECT " + Database.FORGETFUL + ", pg_notify(?, ?)";

    private final Database database;
    private final String channel;
    private final String sender = UUID.randomUUID().toString();
    private final Set<Integer> untold = new HashSet<>();
    private final Semaphore something = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().name("log-notifier").daemon().unstarted(this::run);
    private volatile boolean closed;

    Messages(Database database, String schema) {
        this.database = database;
        this.channel = "gridgate_" + schema;
    }

    /** Returns the channel of this log. */
    String channel() {
        return channel;
    }

    void start() {
        thread.start();
    }

    /** Tells soon that a subscription has something. */
    void tell(int subscription) {
        synchronized (untold) {
            untold.add(subscription);
        }
        something.release();
    }

    void tellOfDeclarations() {
        tell(DECLARATIONS);
    }

    /** What another replica told. */
    record Told(boolean declarations, List<Integer> subscriptions) {}

    /** Reads a message; nothing in it where it is this replica's own. */
    Told read(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || text.substring(0, colon).equals(sender)) {
            return new Told(false, List.of());
        }
        List<Integer> numbers = new ArrayList<>();
        for (String number : text.substring(colon + 1).split(",", -1)) {
            numbers.add(Integer.valueOf(number));
        }
        boolean declarations = numbers.remove(Integer.valueOf(DECLARATIONS));
        return new Told(declarations, numbers);
    }

    private void run() {
        while (!closed) {
            something.acquireUninterruptibly();
            something.drainPermits();
            send();
        }
    }

    private void send() {
        List<Integer> numbers;
        synchronized (untold) {
            numbers = List.copyOf(untold);
            untold.clear();
        }
        for (int at = 0; at < numbers.size(); at += NUMBERS_MAX) {
            List<Integer> some = numbers.subList(at, Math.min(at + NUMBERS_MAX, numbers.size()));
            String text = some.stream().map(String::valueOf).collect(Collectors.joining(","));
            try {
                notify(sender + ":" + text);
            } catch (LogException e) {
                LOG.debug("other replicas will look by themselves", e);
            }
        }
    }

    private void notify(String text) {
        database.transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(NOTIFY)) {
                statement.setString(1, channel);
                statement.setString(2, text);
                return statement.execute();
            }
        });
    }

    void close() {
        closed = true;
        something.release();
    }
}
