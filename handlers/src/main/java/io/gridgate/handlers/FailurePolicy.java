package io.gridgate.handlers;

import io.gridgate.handlers.client.ReleaseDelay;

/** Decides what becomes of an event whose handler threw. Called by many threads at once. */
@FunctionalInterface
public interface FailurePolicy {

    /**
     * Decides on one failure.
     *
     * @param failure what the handler threw
     * @param context the delivery
     * @return what shall become of the event
     */
    Outcome outcome(Throwable failure, DeliveryContext context);

    /**
     * {@return the default policy: the event is released, after the first failure at once, then
     * after 10 s, 1 min, 10 min and 1 h} Event Grid itself ends this by its delivery limit.
     */
    static FailurePolicy releaseBySteps() {
        return (failure, context) -> {
            ReleaseDelay[] steps = ReleaseDelay.values();
            int step = Math.clamp(context.deliveryCount() - 1L, 0, steps.length - 1);
            return Outcome.release(steps[step]);
        };
    }
}
