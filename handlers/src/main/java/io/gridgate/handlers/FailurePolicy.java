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
     * after 10 s, 1 min, 10 min and 1 h, and rejected after the sixth} An event subscription with a
     * lower {@code maxDeliveryCount} ends this earlier by itself.
     */
    static FailurePolicy releaseThenReject() {
        FailurePolicy release = releaseBySteps();
        return (failure, context) ->
                context.deliveryCount() <= ReleaseDelay.values().length
                        ? release.outcome(failure, context)
                        : Outcome.reject(
                                "failed on delivery %d: %s"
                                        .formatted(context.deliveryCount(), failure));
    }

    /**
     * {@return a policy that releases with the same delays, each later time after 1 h, and leaves
     * the end to the {@code maxDeliveryCount} of the event subscription}
     */
    static FailurePolicy releaseBySteps() {
        return (failure, context) -> {
            ReleaseDelay[] steps = ReleaseDelay.values();
            int step = Math.clamp(context.deliveryCount() - 1L, 0, steps.length - 1);
            return Outcome.release(steps[step]);
        };
    }

    /**
     * {@return this policy, except that failures of one type reject the event at once} For what no
     * repetition mends, such as data that cannot be read.
     *
     * @param type the type, its subtypes included
     */
    default FailurePolicy rejecting(Class<? extends Throwable> type) {
        return (failure, context) ->
                type.isInstance(failure)
                        ? Outcome.reject(failure.toString())
                        : outcome(failure, context);
    }
}
