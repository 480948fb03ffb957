package io.gridgate.app.gateway;

import io.gridgate.accept.AcceptListener;
import io.gridgate.accept.Outcome;
import io.gridgate.accept.SourceId;
import io.gridgate.contract.ContractId;
import io.gridgate.contract.ContractResult.Violates;
import io.gridgate.contract.Violation;
import io.gridgate.event.Event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs that events were accepted or put into quarantine although they violate their contract; then
 * passes it on. However many there are, there is one line per source, contract and {@link #PAUSE},
 * with their number.
 */
final class ContractLog implements AcceptListener {

    /** Shortest time between two lines about the same source and contract. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(ContractLog.class);

    private final AcceptListener next;
    private final InstantSource clock;
    private final Map<Place, Tally> tallies = new ConcurrentHashMap<>();

    ContractLog(AcceptListener next, InstantSource clock) {
        this.next = next;
        this.clock = clock;
    }

    @Override
    public void appended(SourceId source, Event event, Outcome outcome) {
        if (outcome instanceof Outcome.Quarantined held) {
            tell("are in quarantine because", source, event, held.contract(), held.violations());
        }
        next.appended(source, event, outcome);
    }

    @Override
    public void forbidden(SourceId source, Event event, Outcome.Forbidden refusal) {
        next.forbidden(source, event, refusal);
    }

    @Override
    public void violated(SourceId source, Event event, Violates violates, boolean accepted) {
        if (accepted) {
            tell(
                    "were accepted although",
                    source,
                    event,
                    violates.contract(),
                    violates.violations());
        }
        next.violated(source, event, violates, accepted);
    }

    private void tell(
            String fate,
            SourceId source,
            Event event,
            ContractId contract,
            List<Violation> violations) {
        long count =
                tallies.computeIfAbsent(new Place(source, contract), _ -> new Tally())
                        .count(clock.instant());
        if (count > 0) {
            Violation first = violations.getFirst();
            LOG.warn(
                    "events of {} {} they violate {}: {} since the last such line; event {} at"
                            + " '{}': {}",
                    source,
                    fate,
                    contract,
                    count,
                    printable(event.key().id()),
                    printable(first.pointer()),
                    printable(first.detail()));
        }
    }

    /** Names in the data may hold anything, and must not make lines of their own. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private record Place(SourceId source, ContractId contract) {}

    /** Counts events, and says when to tell how many. */
    private static final class Tally {

        private long untold;
        private Instant quietUntil = Instant.MIN;

        /** Returns how many there are to be told of now, 0 if it is not time to. */
        synchronized long count(Instant now) {
            untold++;
            if (now.isBefore(quietUntil)) {
                return 0;
            }
            long told = untold;
            untold = 0;
            quietUntil = now.plus(PAUSE);
            return told;
        }
    }
}
