package io.gridgate.handlers.process;

/**
 * What a step decides.
 *
 * @param <S> the type of the state
 */
public sealed interface Decision<S> permits Next, Decision.Ignore, Decision.Reject {

    /**
     * Nothing changes; the event or time-out is done.
     *
     * @param <S> the type of the state
     */
    record Ignore<S>() implements Decision<S> {}

    /**
     * The event can never be handled and becomes a dead letter; nothing changes. A time-out that is
     * rejected fails.
     *
     * @param reason why
     * @param <S> the type of the state
     */
    record Reject<S>(String reason) implements Decision<S> {}

    /**
     * {@return the decision that changes nothing}
     *
     * @param <S> the type of the state
     */
    static <S> Decision<S> ignore() {
        return new Ignore<>();
    }

    /**
     * {@return the decision that the event can never be handled}
     *
     * @param reason why
     * @param <S> the type of the state
     */
    static <S> Decision<S> reject(String reason) {
        return new Reject<>(reason);
    }
}
