package io.gridgate.handlers.process;

import io.cloudevents.CloudEvent;

/**
 * What happens when an event begins an instance. Decides and does nothing itself, since it can be
 * repeated.
 *
 * @param <S> the type of the state
 */
@FunctionalInterface
public interface BeginStep<S> {

    /**
     * Decides.
     *
     * @param event the event
     * @param context what else is known
     * @return how the instance goes on, or that there shall be none
     * @throws Exception to have the event delivered again
     */
    Decision<S> take(CloudEvent event, StepContext context) throws Exception;
}
