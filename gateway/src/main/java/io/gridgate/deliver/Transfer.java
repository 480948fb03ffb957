package io.gridgate.deliver;

import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.LockToken;
import io.gridgate.log.LogException;
import io.gridgate.log.Settlement;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.SubscriptionName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One batch on its way: sent, and settled by the answer. A refused batch is halved until the one
 * event that the far side does not take stands alone; that one becomes a dead letter and the rest
 * goes through. Events are acknowledged only after the far side took them; if the log fails then,
 * their lease runs out and they are sent again with the same id. Stateless, for many threads.
 */
final class Transfer {

    private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);
    private static final Settlement AGAIN = new Settlement.Release(Duration.ZERO);

    private final SubscriptionName lane;
    private final EventLog log;
    private final Sink sink;
    private final Gate gate;
    private final LaneListener listener;

    Transfer(SubscriptionName lane, EventLog log, Sink sink, Gate gate, LaneListener listener) {
        this.lane = lane;
        this.log = log;
        this.sink = sink;
        this.gate = gate;
        this.listener = listener;
    }

    void send(List<Delivery> batch) {
        Deque<List<Delivery>> parts = new ArrayDeque<>();
        parts.push(batch);
        while (!parts.isEmpty()) {
            Optional<Gate.Permit> permit = gate.tryAcquire();
            if (permit.isEmpty()) {
                parts.forEach(this::release);
                return;
            }
            List<Delivery> part = parts.pop();
            SinkResult result = attempt(part);
            announce(gate.report(permit.get(), result), result);
            switch (result) {
                case SinkResult.Delivered _ -> acknowledge(part);
                case SinkResult.Refused(String reason) when part.size() == 1 ->
                        deadLetter(part.getFirst(), reason);
                case SinkResult.Refused _ -> {
                    int middle = part.size() / 2;
                    parts.push(part.subList(middle, part.size()));
                    parts.push(part.subList(0, middle));
                }
                case SinkResult.Failed _ -> release(part);
            }
        }
    }

    /** A fault of our own must not keep the gate waiting for an answer. */
    private SinkResult attempt(List<Delivery> part) {
        try {
            return sink.send(events(part));
        } catch (RuntimeException e) {
            LOG.error("lane {} failed; this is a bug", lane, e);
            return new SinkResult.Failed(SinkResult.Scope.TARGET, Optional.empty(), e.toString());
        }
    }

    void release(List<Delivery> part) {
        settle(part, AGAIN);
    }

    private void acknowledge(List<Delivery> part) {
        if (settle(part, new Settlement.Acknowledge())) {
            listener.delivered(lane, events(part));
        }
    }

    private void deadLetter(Delivery delivery, String reason) {
        if (settle(List.of(delivery), new Settlement.Reject(reason))) {
            listener.deadLettered(lane, delivery.event(), reason);
        }
    }

    private boolean settle(List<Delivery> part, Settlement settlement) {
        List<LockToken> tokens = part.stream().map(Delivery::token).toList();
        try {
            log.settle(lane, tokens, settlement);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LogException e) {
            LOG.error("lane {} could not settle {} events: {}", lane, part.size(), e.getMessage());
        }
        return false;
    }

    private void announce(Gate.Change change, SinkResult result) {
        switch (change) {
            case NONE -> {}
            case CLOSED -> listener.resumed(lane);
            case OPENED -> {
                if (result instanceof SinkResult.Failed(var _, var _, String reason)) {
                    listener.paused(lane, reason);
                }
            }
        }
    }

    private static List<StoredEvent> events(List<Delivery> part) {
        return part.stream().map(Delivery::event).toList();
    }
}
