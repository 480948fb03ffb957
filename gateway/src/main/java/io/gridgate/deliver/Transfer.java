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

    /** An event that was refused in a row of refusals comes later, so that others are tried. */
    private static final Settlement LATER = new Settlement.Release(Duration.ofMinutes(1));

    private final SubscriptionName lane;
    private final EventLog log;
    private final Sink sink;
    private final Gate gate;
    private final LaneListener listener;
    private final Settlement refusedAgain;

    Transfer(
            SubscriptionName lane,
            EventLog log,
            Sink sink,
            Gate gate,
            LaneListener listener,
            boolean ordered) {
        this.refusedAgain = ordered ? AGAIN : LATER;
        this.lane = lane;
        this.log = log;
        this.sink = sink;
        this.gate = gate;
        this.listener = listener;
    }

    /** Sends a batch whose order does not matter. */
    void carry(List<Delivery> batch) {
        boolean _ = send(batch);
    }

    /** Returns whether all of the batch is settled; else what is left of it was released. */
    boolean send(List<Delivery> batch) {
        Deque<List<Delivery>> parts = new ArrayDeque<>();
        parts.push(batch);
        while (!parts.isEmpty()) {
            Optional<Gate.Permit> permit = awaitPermit(parts.getFirst());
            if (permit.isEmpty()) {
                parts.forEach(this::release);
                return false;
            }
            List<Delivery> part = parts.pop();
            SinkResult answer = attempt(part);
            Optional<SinkResult> suspicion = suspicion(answer, part);
            SinkResult result = suspicion.orElse(answer);
            announce(gate.report(permit.get(), result), result);
            switch (result) {
                case SinkResult.Delivered _ -> {
                    gate.refusals().taken();
                    acknowledge(part);
                }
                case SinkResult.Refused(String reason) when part.size() == 1 ->
                        deadLetter(part.getFirst(), reason);
                case SinkResult.Refused _ -> {
                    int middle = part.size() / 2;
                    parts.push(part.subList(middle, part.size()));
                    parts.push(part.subList(0, middle));
                }
                case SinkResult.Failed _, SinkResult.Throttled _ -> {
                    settle(part, suspicion.isPresent() ? refusedAgain : AGAIN);
                    parts.forEach(this::release);
                    return false;
                }
            }
        }
        return true;
    }

    private Optional<Gate.Permit> awaitPermit(List<Delivery> part) {
        try {
            gate.awaitTurn(part.size(), LeaseMemory.bytes(part));
            return gate.tryAcquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** A target that refuses one event after the other is down, whatever it says about them. */
    private Optional<SinkResult> suspicion(SinkResult result, List<Delivery> part) {
        return result instanceof SinkResult.Refused(String reason)
                        && part.size() == 1
                        && !gate.refusals().giveUp()
                ? Optional.of(
                        new SinkResult.Failed(
                                SinkResult.Scope.TARGET,
                                Optional.empty(),
                                "the last %d events were all refused, so this is not about the event: %s"
                                        .formatted(Refusals.IN_A_ROW_MAX, reason)))
                : Optional.empty();
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
                switch (result) {
                    case SinkResult.Failed(var _, var _, String reason) ->
                            listener.paused(lane, reason);
                    case SinkResult.Throttled(var _, String reason) ->
                            listener.paused(lane, reason);
                    case SinkResult.Delivered _, SinkResult.Refused _ -> {}
                }
            }
        }
    }

    private static List<StoredEvent> events(List<Delivery> part) {
        return part.stream().map(Delivery::event).toList();
    }
}
