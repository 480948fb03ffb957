package io.gridgate.handlers.process;

import io.cloudevents.CloudEvent;

/**
 * What happens when an event comes for an instance. Decides and does nothing itself, since it can
 * be repeated.
 *
 * @param <S> the type of the state
 */
@FunctionalInterface
public interface EventStep<S> {

    /**
     * Decides.
     *
     * @param state the state of the instance
     * @param event the event
     * @param context what else is known
     * @return how the instance goes on
     * @throws Exception to have the event delivered again
     */
    Decision<S> take(S state, CloudEvent event, StepContext context) throws Exception;
}
