package io.gridgate.handlers.requestreply;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.EventText;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.EventGridSender;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends a request as an event and waits for the event that replies.
 *
 * <p>Each instance has a name of its own and an event subscription of its own on the topic of the
 * replies, from which a worker feeds {@link #replies()}. A reply to another instance is
 * acknowledged and left to that one; a reply that comes after its request has timed out is
 * acknowledged, logged and counted. What waits is in memory: a process that ends forgets it.
 *
 * <p>Safe for use by many threads; calls block and are made for virtual threads.
 */
public final class Requester {

    /** The most requests that may wait at the same time. */
    public static final int WAITING_MAX = 10_000;

    /** How a requester waits, so that tests need not. */
    interface Wait {
        CloudEvent forReply(CompletableFuture<CloudEvent> reply, Duration timeout)
                throws InterruptedException, TimeoutException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Requester.class);
    private static final Duration TIMEOUT_MAX = Duration.ofDays(1);

    private final EventGridSender sender;
    private final String name;
    private final InstantSource clock;
    private final Wait wait;
    private final Map<String, CompletableFuture<CloudEvent>> waiting = new ConcurrentHashMap<>();
    private final LongAdder late = new LongAdder();

    /**
     * Makes a requester.
     *
     * @param sender publishes to the topic of the requests
     * @param name of this instance, 1 to 100 characters, that no other has
     */
    public Requester(EventGridSender sender, String name) {
        this(sender, name, InstantSource.system(), Requester::await);
    }

    Requester(EventGridSender sender, String name, InstantSource clock, Wait wait) {
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException(
                    "an instance has a name of 1 to 100 characters, not " + name.length());
        }
        this.sender = sender;
        this.name = name;
        this.clock = clock;
        this.wait = wait;
    }

    /**
     * Sends a request and waits.
     *
     * @param request its {@code id} is what replies name; it gets {@code correlationid}, unless it
     *     has one, {@code replyto} and {@code expirytime}
     * @param timeout how long to wait after the request was sent, 1 ms to 1 day
     * @return the reply, or that none came
     * @throws io.gridgate.handlers.client.EventGridException if the request is not sent
     * @throws IllegalStateException if a request of the same id, or {@link #WAITING_MAX} requests,
     *     wait already
     * @throws InterruptedException if the thread is interrupted
     */
    public Reply request(CloudEvent request, Duration timeout) throws InterruptedException {
        if (timeout.toMillis() < 1 || timeout.compareTo(TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException(
                    "timeout is %s, must be PT0.001S to PT24H".formatted(timeout));
        }
        var reply = new CompletableFuture<CloudEvent>();
        String id = request.getId();
        expect(id, reply);
        try {
            sender.send(Correlation.request(request, name, clock.instant().plus(timeout)));
            return new Reply.Answered(wait.forReply(reply, timeout));
        } catch (TimeoutException e) {
            // A reply that was taken for this request in the last moment is a reply in time.
            return waiting.remove(id, reply)
                    ? new Reply.TimedOut(timeout)
                    : new Reply.Answered(reply.join());
        } finally {
            waiting.remove(id, reply);
        }
    }

    private void expect(String id, CompletableFuture<CloudEvent> reply) {
        if (waiting.size() >= WAITING_MAX) {
            throw new IllegalStateException(WAITING_MAX + " requests wait already");
        }
        if (waiting.putIfAbsent(id, reply) != null) {
            throw new IllegalStateException("a request of this id waits already");
        }
    }

    private static CloudEvent await(CompletableFuture<CloudEvent> reply, Duration timeout)
            throws InterruptedException, TimeoutException {
        try {
            return reply.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reply never fails", e);
        }
    }

    /** {@return a handler for the worker on this instance's subscription of replies} */
    public EventHandler replies() {
        return this::take;
    }

    private Outcome take(CloudEvent event, DeliveryContext context) {
        if (!name.equals(Correlation.text(event, Correlation.REPLY_TO))) {
            return Outcome.acknowledge();
        }
        @Nullable String request = Correlation.text(event, Correlation.CAUSATION);
        @Nullable CompletableFuture<CloudEvent> reply =
                request == null ? null : waiting.remove(request);
        if (reply == null) {
            late.increment();
            LOG.warn(
                    "{} replies to no request that waits: too late, or twice", EventText.of(event));
        } else {
            reply.complete(event);
        }
        return Outcome.acknowledge();
    }

    /** {@return how many requests wait} */
    public int waiting() {
        return waiting.size();
    }

    /** {@return how many replies came for requests that no longer waited} */
    public long lateReplies() {
        return late.sum();
    }
}
