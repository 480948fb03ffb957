package io.gridgate.handlers.routingslip;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.inbox.TransactionalHandler;
import io.gridgate.handlers.outbox.Outbox;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/**
 * Does one step of a routing slip behind an inbox: {@code inbox.once(new SlipStep(…))}. The note
 * that the event was handled, what the step writes, and the event for the next step in the outbox
 * are one transaction, so a crash leaves all or nothing of a step.
 *
 * <p>An event whose slip cannot be read, or does not ask for the step of its type, is rejected. A
 * step that throws is tried again with the next delivery; on the last one allowed it counts as
 * failed. Undoing is tried for as long as the event comes. Safe for use by many threads.
 */
public final class SlipStep implements TransactionalHandler {

    private static final int ATTEMPTS_MAX = 10;

    private final Step step;
    private final Outbox outbox;
    private final int attempts;

    /**
     * Makes a step.
     *
     * @param step what is done
     * @param outbox gets the event for the next step
     * @param attempts at which delivery a step that throws counts as failed, 1 to 10; no more than
     *     the event subscription's {@code maxDeliveryCount}
     */
    public SlipStep(Step step, Outbox outbox, int attempts) {
        if (attempts < 1 || attempts > ATTEMPTS_MAX) {
            throw new IllegalArgumentException(
                    "attempts is %d, must be 1 to %d".formatted(attempts, ATTEMPTS_MAX));
        }
        this.step = step;
        this.outbox = outbox;
        this.attempts = attempts;
    }

    @Override
    public Outcome handle(CloudEvent event, DeliveryContext context, Connection connection)
            throws Exception {
        Slip slip;
        try {
            slip = RoutingSlip.of(event);
        } catch (IllegalArgumentException e) {
            return Outcome.reject(String.valueOf(e.getMessage()));
        }
        if (!slip.back()) {
            forth(event, slip, context, connection);
        } else if (!slip.done().isEmpty()) {
            step.undo(event, slip.done().getLast().note(), context, connection);
            send(event, slip, slip.undid(), null, connection);
        }
        return Outcome.acknowledge();
    }

    private void forth(CloudEvent event, Slip slip, DeliveryContext context, Connection connection)
            throws Exception {
        Savepoint before = connection.setSavepoint();
        switch (result(event, context, connection)) {
            case StepResult.Done(var note) ->
                    send(event, slip, slip.worked(note), null, connection);
            case StepResult.Failed(var reason) -> {
                connection.rollback(before);
                send(event, slip, slip.failed(), reason, connection);
            }
        }
    }

    private StepResult result(CloudEvent event, DeliveryContext context, Connection connection)
            throws Exception {
        try {
            return step.work(event, context, connection);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (context.deliveryCount() < attempts) {
                throw e;
            }
            return StepResult.failed(
                    "failed on delivery %d: %s".formatted(context.deliveryCount(), e));
        }
    }

    private void send(
            CloudEvent event,
            Slip before,
            Slip after,
            @Nullable String failure,
            Connection connection)
            throws SQLException {
        if (after.type().isPresent()) {
            outbox.append(connection, RoutingSlip.next(event, before, after, failure));
        }
    }
}
