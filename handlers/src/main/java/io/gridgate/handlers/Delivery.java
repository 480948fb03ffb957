package io.gridgate.handlers;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.ReceiveGate.Permits;
import io.gridgate.handlers.client.ReceiveDetails;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** One delivery from receive to settlement. Safe for use by many threads. */
final class Delivery implements DeliveryContext {

    private final ReceiveDetails details;
    private final Instant receivedAt;
    private final Permits permits;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final AtomicBoolean lost = new AtomicBoolean();
    private final AtomicBoolean renewalEnded = new AtomicBoolean();
    private volatile Instant lockedAt;
    private volatile @Nullable Thread thread;

    Delivery(ReceiveDetails details, Instant receivedAt, Permits permits) {
        this.details = details;
        this.receivedAt = receivedAt;
        this.permits = permits;
        this.lockedAt = receivedAt;
    }

    CloudEvent event() {
        return details.event();
    }

    String lockToken() {
        return details.brokerProperties().lockToken();
    }

    @Override
    public int deliveryCount() {
        return details.brokerProperties().deliveryCount();
    }

    @Override
    public Instant receivedAt() {
        return receivedAt;
    }

    @Override
    public boolean lockLost() {
        return lost.get();
    }

    /** Returns the permission that it was received under. */
    Permits permits() {
        return permits;
    }

    /** Returns since when the lock runs. */
    Instant lockedAt() {
        return lockedAt;
    }

    void locked(Instant at) {
        lockedAt = at;
    }

    /** Takes the right to settle; true for one caller only: the handler's end or the drain's. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    boolean isClaimed() {
        return claimed.get();
    }

    /** Notes that the lock is gone; true for the first who does. */
    boolean lose() {
        return lost.compareAndSet(false, true);
    }

    /** Notes that the lock is renewed no more; true for the first who does. */
    boolean endRenewal() {
        return renewalEnded.compareAndSet(false, true);
    }

    void runsOn(Thread handlerThread) {
        thread = handlerThread;
    }

    void interrupt() {
        Thread handlerThread = thread;
        if (handlerThread != null) {
            handlerThread.interrupt();
        }
    }

    @Override
    public String toString() {
        return "Delivery[" + deliveryCount() + ", received " + receivedAt + "]";
    }
}
