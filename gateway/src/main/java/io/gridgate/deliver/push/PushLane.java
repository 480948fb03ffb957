package io.gridgate.deliver.push;

import io.gridgate.deliver.Circuit;
import io.gridgate.deliver.LaneListener;
import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.LogException;
import io.gridgate.log.SubscriptionName;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Pushes the events of one event subscription: one thread shakes hands and leases, each request has
 * a thread of its own, of a number that no other lane can take. Nothing is leased before the
 * webhook has agreed, while all requests are under way, or while it is down. {@link #start} and
 * {@link #stop} are for one thread.
 */
final class PushLane {

    private static final Logger LOG = LoggerFactory.getLogger(PushLane.class);
    private static final Duration LEASE_WAIT = Duration.ofSeconds(30);

    /** Longer than a turn of a minute and a request of half a minute. */
    private static final Duration LOCK = Duration.ofMinutes(3);

    private static final Duration PAUSE_AFTER_LOG_FAULT = Duration.ofSeconds(1);

    private final Webhook webhook;
    private final EventLog log;
    private final PushOptions options;
    private final Handshake handshake;
    private final Circuit circuit;
    private final PushTransfer transfer;
    private final LaneListener listener;
    private final Semaphore slots;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    PushLane(
            Webhook webhook,
            EventLog log,
            WebhookClient client,
            PushOptions options,
            LaneListener listener) {
        this.webhook = webhook;
        this.log = log;
        this.options = options;
        this.handshake = new Handshake(client, options.ratePerMinute());
        this.circuit = new Circuit(options.backoff(), options.random(), options.clock());
        this.listener = listener;
        PushHealth health = new PushHealth(name(), circuit, listener);
        this.transfer = new PushTransfer(webhook, log, client, health, options, listener);
        this.slots = new Semaphore(options.concurrency());
    }

    SubscriptionName name() {
        return webhook.subscription();
    }

    void start() {
        thread = Thread.ofVirtual().name("push " + name()).start(this::run);
    }

    /** Stops leasing; returns at once. */
    void stopLeasing() {
        stopping = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Lets requests under way finish; returns whether all did. */
    boolean stop(Duration drain) throws InterruptedException {
        stopLeasing();
        Thread running = thread;
        if (running != null && !running.join(drain)) {
            return false;
        }
        return slots.tryAcquire(options.concurrency(), drain.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            Optional<RequestRate> rate =
                    agreedRate().map(perMinute -> new RequestRate(perMinute, options.clock()));
            while (!stopping) {
                carryOn(rate);
            }
        } catch (InterruptedException e) {
            LOG.debug("{} stops", webhook);
        }
    }

    /** Asks until the webhook agrees; says once that it does not, and once that it does. */
    private Optional<Integer> agreedRate() throws InterruptedException {
        for (int failures = 1; ; failures++) {
            switch (handshake.ask(webhook.endpoint())) {
                case Handshake.Answer.Granted(Optional<Integer> ratePerMinute) -> {
                    if (failures > 1) {
                        listener.resumed(name());
                    }
                    return ratePerMinute;
                }
                case Handshake.Answer.Refused(String reason) -> {
                    if (failures == 1) {
                        listener.paused(name(), "the handshake failed: " + reason);
                    }
                    Thread.sleep(options.backoff().delay(failures, options.random()));
                }
            }
        }
    }

    private void carryOn(Optional<RequestRate> rate) throws InterruptedException {
        try {
            circuit.awaitReady();
            slots.acquire();
            boolean handedOver = false;
            try {
                handedOver = carryOnce(rate);
            } finally {
                if (!handedOver) {
                    slots.release();
                }
            }
        } catch (LogException e) {
            LOG.error("{} cannot read the log, tries again: {}", webhook, e.getMessage());
            Thread.sleep(PAUSE_AFTER_LOG_FAULT);
        }
    }

    /** Returns whether a request is under way that will give the slot back. */
    private boolean carryOnce(Optional<RequestRate> rate) throws InterruptedException {
        int most = circuit.isClosed() ? webhook.batchEventsMax() : 1;
        List<Delivery> batch = log.lease(name(), most, webhook.batchBytesMax(), LEASE_WAIT, LOCK);
        if (batch.isEmpty()) {
            return false;
        }
        Optional<Circuit.Permit> permit = permit(rate);
        if (permit.isEmpty()) {
            transfer.giveBack(batch);
            return false;
        }
        Thread.ofVirtual()
                .name("push " + name() + " request")
                .start(() -> {
                    try {
                        transfer.carry(batch, permit.get());
                    } finally {
                        slots.release();
                    }
                });
        return true;
    }

    /** Waits for the turn; an interrupt leaves the events to be given back. */
    private Optional<Circuit.Permit> permit(Optional<RequestRate> rate) {
        try {
            if (rate.isPresent()) {
                Thread.sleep(rate.get().take());
            }
            return stopping ? Optional.empty() : circuit.tryAcquire();
        } catch (InterruptedException e) {
            LOG.debug("{} stops before a request", webhook);
            return Optional.empty();
        }
    }
}
