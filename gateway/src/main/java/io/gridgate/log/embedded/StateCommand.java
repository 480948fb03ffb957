package io.gridgate.log.embedded;

import java.util.function.Function;

/**
 * Anything else that is done on the committer's thread: a change of settings, done within the
 * round, or a question, answered once the round is written, so that answers never run ahead of the
 * disk.
 *
 * @param <R> the result
 */
final class StateCommand<R> extends Command<R> {

    private final boolean question;
    private final Function<LogState, R> work;

    private StateCommand(boolean question, Function<LogState, R> work) {
        this.question = question;
        this.work = work;
    }

    static <R> StateCommand<R> change(Function<LogState, R> work) {
        return new StateCommand<>(false, work);
    }

    static <R> StateCommand<R> question(Function<LogState, R> work) {
        return new StateCommand<>(true, work);
    }

    boolean isQuestion() {
        return question;
    }

    void run(LogState state) {
        decide(work.apply(state));
    }

    @Override
    int queuedBytes() {
        return 0;
    }
}
