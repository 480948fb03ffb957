package io.gridgate.accept.push;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes to the process's log what somebody should look at: handshakes, refusals, deletions, events
 * that cannot be taken. At most one line a second for refusals, so that strangers cannot fill a
 * disk; {@link PushCounts} has all of them. For any number of threads.
 */
public final class PushLog implements PushListener {

    private static final Logger LOG = LoggerFactory.getLogger(PushLog.class);
    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final int TEXT_MAX = 300;

    private final AtomicLong nextRefusal = new AtomicLong(System.nanoTime());

    /** Makes a listener. */
    public PushLog() {}

    @Override
    public void happened(String route, Occurrence occurrence, int count, String detail) {
        switch (occurrence) {
            case VALIDATED -> LOG.info("push route {}: {}", visible(route), visible(detail));
            case SUBSCRIPTION_DELETED ->
                    LOG.warn("push route {}: Azure deleted {}", visible(route), visible(detail));
            case CONFLICT, UNREADABLE, REJECTED ->
                    LOG.error("push route {} cannot take {}", visible(route), visible(detail));
            case VALIDATION_REFUSED, UNAUTHENTICATED, MISDIRECTED, POSTPONED -> {
                long next = nextRefusal.get();
                long now = System.nanoTime();
                if (now - next >= 0 && nextRefusal.compareAndSet(next, now + PAUSE_NANOS)) {
                    LOG.warn("push route {} does not take {}", visible(route), visible(detail));
                }
            }
            case STORED, DUPLICATE, RELAYED -> {}
        }
    }

    /** Text of a stranger must not forge lines or go on for ever. */
    private static String visible(String text) {
        String line = text.replaceAll("\\p{C}", "?");
        return line.length() <= TEXT_MAX ? line : line.substring(0, TEXT_MAX) + "…";
    }
}
