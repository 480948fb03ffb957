package io.gridgate.accept.quarantine;

import io.gridgate.contract.ContractId;
import io.gridgate.contract.Violation;
import io.gridgate.event.Event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event in quarantine.
 *
 * @param sequence its place among the events of its source that came into quarantine
 * @param acceptedAt when it was stored
 * @param event the event as it came
 * @param contract the contract that it is held against now; empty where there is none any more
 * @param violations where it violates that; empty where it does not any more
 */
public record HeldEvent(
        long sequence,
        Instant acceptedAt,
        Event event,
        Optional<ContractId> contract,
        List<Violation> violations) {

    /** Copies the list. */
    public HeldEvent {
        violations = List.copyOf(violations);
    }
}
