package io.gridgate.benchmarks.load;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Some connections, one selector, one thread. */
final class Loop implements AutoCloseable {

    private static final long DRAIN_NANOS_MAX = 150_000_000_000L;
    private static final int ERROR_TEXT_MAX = 400;

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();

    private Histogram latencies = Window.newHistogram();
    private Optional<String> firstFailure = Optional.empty();
    private long requests;
    private long events;
    private long failures;
    private long endNanos;
    private long lastNanos;
    private int underWay;
    private boolean closed;

    Loop(InetSocketAddress address, List<? extends Dialogue> dialogues) throws IOException {
        selector = Selector.open();
        for (Dialogue dialogue : dialogues) {
            connections.add(Connection.open(address, selector, dialogue));
        }
    }

    /** Loads until the end or until no connection has anything to ask, then waits for answers. */
    Window run(Pace pace, long startNanos, long endNanos) throws IOException {
        reset(pace, endNanos);
        for (Connection connection : connections) {
            connection.ensureOpen();
        }
        if (closed) {
            for (Connection connection : connections) {
                ask(connection, System.nanoTime());
            }
        } else {
            idle.addAll(connections);
        }
        while (true) {
            long now = System.nanoTime();
            if (!closed) {
                sendDue(pace, now);
            }
            if (underWay == 0 && (closed || pace.dueNanos() >= endNanos)) {
                break;
            }
            if (now > endNanos + DRAIN_NANOS_MAX) {
                throw new IOException(underWay + " requests were never answered");
            }
            selector.select(this::ready, Math.clamp((endNanos - now) / 1_000_000, 1, 1_000));
        }
        // Whoever ran out of work was done with the last answer, the others were stopped.
        long until = closed && System.nanoTime() < endNanos ? lastNanos : endNanos;
        return new Window(
                requests,
                events,
                failures,
                firstFailure,
                Math.max(1, until - startNanos),
                latencies);
    }

    /** Lets a waiting loop look at the clock. Any thread. */
    void wake() {
        selector.wakeup();
    }

    private void reset(Pace pace, long end) {
        closed = pace.isClosed();
        endNanos = end;
        lastNanos = 0;
        latencies = Window.newHistogram();
        firstFailure = Optional.empty();
        requests = 0;
        events = 0;
        failures = 0;
        underWay = 0;
        idle.clear();
    }

    private void sendDue(Pace pace, long now) throws IOException {
        while (!idle.isEmpty()) {
            long due = pace.dueNanos();
            if (due > now || due >= endNanos) {
                return;
            }
            pace.next();
            ask(idle.poll(), due);
        }
    }

    private void ask(Connection connection, long intended) throws IOException {
        if (connection.send(intended)) {
            underWay++;
        }
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.write();
            }
            if (key.isReadable() && connection.read(buffer)) {
                answered(connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answered(Connection connection) throws IOException {
        long now = System.nanoTime();
        underWay--;
        int done = take(connection.dialogue(), connection.response());
        if (now <= endNanos || !closed) {
            requests++;
            events += done;
            lastNanos = now;
            latencies.recordValue(
                    Math.clamp(now - connection.intendedNanos(), 0, Window.LATENCY_MAX_NANOS));
        }
        if (!closed) {
            idle.add(connection);
        } else if (now < endNanos) {
            ask(connection, now);
        }
    }

    private int take(Dialogue dialogue, Response response) {
        if (response.status() / 100 == 2) {
            return dialogue.answered(response);
        }
        failures++;
        if (firstFailure.isEmpty()) {
            String body = response.body();
            firstFailure =
                    Optional.of(
                            response.status()
                                    + " "
                                    + body.substring(0, Math.min(ERROR_TEXT_MAX, body.length())));
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
