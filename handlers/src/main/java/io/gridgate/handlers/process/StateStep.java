package io.gridgate.handlers.process;

/**
 * What happens when a time-out is over, or all that was waited for has come. Decides and does
 * nothing itself, since it can be repeated.
 *
 * @param <S> the type of the state
 */
@FunctionalInterface
public interface StateStep<S> {

    /**
     * Decides.
     *
     * @param state the state of the instance
     * @param context what else is known
     * @return how the instance goes on
     * @throws Exception to be tried again
     */
    Decision<S> take(S state, StepContext context) throws Exception;
}
