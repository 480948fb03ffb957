package io.gridgate.http;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections on which a TLS handshake or the head of a request comes in so slowly that the
 * idle timeout never ends it. It looks at all connections in turn: one on which bytes came in two
 * looks that follow each other, and no head was completed and no request runs, is closed. So a head
 * has at least one whole period, and at most three.
 */
final class HeadDeadline extends AbstractLifeCycle {

    private static final Logger LOG = LoggerFactory.getLogger(HeadDeadline.class);

    /**
     * What was seen of a connection.
     *
     * @param bytes that had come
     * @param heads that were complete
     * @param growing looks at which bytes had come for a head that is not complete
     */
    private record Seen(long bytes, long heads, int growing) {}

    private final Server server;
    private final Duration period;
    private IdentityHashMap<EndPoint, Seen> seen = new IdentityHashMap<>();
    private volatile Scheduler.@Nullable Task next;

    HeadDeadline(Server server, Duration period) {
        this.server = server;
        this.period = period;
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
    }

    private void schedule() {
        next = server.getScheduler().schedule(this::look, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            IdentityHashMap<EndPoint, Seen> now = new IdentityHashMap<>();
            for (Connector connector : server.getConnectors()) {
                for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                    look(endPoint, now);
                }
            }
            seen = now;
        } finally {
            if (!isStopping() && !isStopped()) {
                schedule();
            }
        }
    }

    private void look(EndPoint endPoint, IdentityHashMap<EndPoint, Seen> now) {
        Connection outer = endPoint.getConnection();
        Connection inner =
                outer instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : outer;
        if (outer == null || inner == null) {
            return;
        }
        long heads = inner.getMessagesIn();
        Seen before = seen.get(endPoint);
        boolean waits =
                inner.getMessagesOut() >= heads && (before == null || before.heads() == heads);
        boolean grew = outer.getBytesIn() > (before == null ? 0 : before.bytes());
        // The first look cannot tell how much of what came belongs to heads that were answered.
        boolean unfinished = waits && grew && (before != null || heads == 0);
        int growing = unfinished ? 1 + (before == null ? 0 : before.growing()) : 0;
        if (growing > 1) {
            LOG.debug("closed a connection whose request did not arrive: {}", endPoint);
            endPoint.close();
        } else {
            now.put(endPoint, new Seen(outer.getBytesIn(), heads, growing));
        }
    }
}
