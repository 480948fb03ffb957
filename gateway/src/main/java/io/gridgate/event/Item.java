package io.gridgate.event;

/** What became of one event of a message. */
public sealed interface Item {

    /**
     * The event keeps all rules.
     *
     * @param event the event
     */
    record Valid(Event event) implements Item {}

    /**
     * The event breaks a rule; the others of its batch may be fine.
     *
     * @param problem the first rule that it breaks
     */
    record Invalid(Problem problem) implements Item {}
}
