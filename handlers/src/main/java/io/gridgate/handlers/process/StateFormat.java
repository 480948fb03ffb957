package io.gridgate.handlers.process;

/**
 * How the state of a process is kept as text. Safe for use by many threads.
 *
 * @param <S> the type of the state
 */
public interface StateFormat<S> {

    /**
     * {@return the state as text}
     *
     * @param state the state
     */
    String write(S state);

    /**
     * {@return the state that a text stands for}
     *
     * @param text what {@link #write} returned, maybe that of an older program
     */
    S read(String text);
}
