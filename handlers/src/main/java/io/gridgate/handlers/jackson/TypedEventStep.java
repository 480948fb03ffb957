package io.gridgate.handlers.jackson;

import io.gridgate.handlers.process.Decision;
import io.gridgate.handlers.process.StepContext;

/**
 * What follows from the data of an event; as {@link io.gridgate.handlers.process.EventStep}.
 *
 * @param <S> the type of the state
 * @param <T> the type of the data
 */
@FunctionalInterface
public interface TypedEventStep<S, T> {

    /**
     * Decides.
     *
     * @param state the state of the instance
     * @param data the data, read
     * @param context what else is known
     * @return how the instance goes on
     * @throws Exception to have the event delivered again
     */
    Decision<S> take(S state, T data, StepContext context) throws Exception;
}
