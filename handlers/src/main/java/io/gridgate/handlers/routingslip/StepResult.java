package io.gridgate.handlers.routingslip;

/** How a step ended. */
public sealed interface StepResult {

    /**
     * The step is done, and the event goes on to the next.
     *
     * @param note what the step needs to undo itself, such as a booking's number; empty if nothing,
     *     500 characters at most
     */
    record Done(String note) implements StepResult {

        static final int NOTE_CHARS_MAX = 500;

        /** Checks the length. */
        public Done {
            if (note.length() > NOTE_CHARS_MAX) {
                throw new IllegalArgumentException(
                        "the note has %d characters, must have %d at most"
                                .formatted(note.length(), NOTE_CHARS_MAX));
            }
        }
    }

    /**
     * The step cannot be done. What it has written is rolled back, and the steps before it are
     * undone, the last one first.
     *
     * @param reason why; goes with the event, cut to 500 characters
     */
    record Failed(String reason) implements StepResult {}

    /** {@return the result of a step that needs no note to undo itself} */
    static StepResult done() {
        return new Done("");
    }

    /**
     * {@return the result of a step that is done}
     *
     * @param note what it needs to undo itself
     */
    static StepResult done(String note) {
        return new Done(note);
    }

    /**
     * {@return the result of a step that cannot be done}
     *
     * @param reason why
     */
    static StepResult failed(String reason) {
        return new Failed(reason);
    }
}
