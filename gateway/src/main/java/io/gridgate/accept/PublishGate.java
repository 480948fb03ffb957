package io.gridgate.accept;

import io.gridgate.accept.Outcome.Forbidden;
import io.gridgate.event.Event;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Holds the events of a source to its rule, and counts those that it turns away. Thread-safe. */
public final class PublishGate {

    private final PublishRule rule;
    private final LongAdder forbidden = new LongAdder();

    /**
     * Makes a gate.
     *
     * @param rule which events may pass
     */
    public PublishGate(PublishRule rule) {
        this.rule = rule;
    }

    /** {@return how many events it turned away since the process started} */
    public long forbidden() {
        return forbidden.sum();
    }

    /** Returns why an event may not pass, empty where it may. */
    Optional<Forbidden> check(Event event) {
        Optional<Forbidden> refusal = rule.refusal(event);
        if (refusal.isPresent()) {
            forbidden.increment();
        }
        return refusal;
    }
}
