package io.gridgate.handlers.jackson;

import io.gridgate.handlers.process.Decision;
import io.gridgate.handlers.process.StepContext;

/**
 * What the data of an event begin; as {@link io.gridgate.handlers.process.BeginStep}.
 *
 * @param <S> the type of the state
 * @param <T> the type of the data
 */
@FunctionalInterface
public interface TypedBeginStep<S, T> {

    /**
     * Decides.
     *
     * @param data the data, read
     * @param context what else is known
     * @return how the instance goes on, or that there shall be none
     * @throws Exception to have the event delivered again
     */
    Decision<S> take(T data, StepContext context) throws Exception;
}
