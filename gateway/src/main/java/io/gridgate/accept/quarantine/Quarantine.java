package io.gridgate.accept.quarantine;

import io.gridgate.accept.ContentHash;
import io.gridgate.accept.Source;
import io.gridgate.accept.SourceId;
import io.gridgate.contract.ContractId;
import io.gridgate.contract.ContractResult;
import io.gridgate.contract.ContractResult.Conforms;
import io.gridgate.contract.ContractResult.NoContract;
import io.gridgate.contract.ContractResult.Violates;
import io.gridgate.contract.Violation;
import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventMessage;
import io.gridgate.event.Item;
import io.gridgate.log.AppendResult;
import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.NewEvent;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;
import io.gridgate.log.Tally;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The events that were accepted although they violate their contract, until somebody has decided
 * about each. A released event is acknowledged in the quarantine, after it is in the outbox of its
 * source; a dropped one is a dead letter. So the books of the log have all of them: matched =
 * released + dropped + still here.
 *
 * <p>For any number of threads; blocks until what was decided is on disk.
 */
public final class Quarantine {

    private final EventLog log;
    private final Map<String, Shelf> shelves = new TreeMap<>();

    /**
     * Opens the quarantine of some sources.
     *
     * @param log where they are kept; the quarantine of each source is declared in it
     * @param sources the sources
     */
    public Quarantine(EventLog log, Collection<Source> sources) {
        this.log = log;
        sources.forEach(it -> shelves.put(it.id().toString(), new Shelf(log, it)));
    }

    /** {@return the sources that have a quarantine, by name} */
    public List<SourceId> sources() {
        return shelves.values().stream().map(it -> it.source().id()).toList();
    }

    /**
     * {@return the books of a source's quarantine: acknowledged are the released events, dead
     * letters the dropped ones}
     *
     * @param source a source that has a quarantine
     */
    public Tally tally(SourceId source) {
        return log.tally(shelf(source).subscription());
    }

    /**
     * {@return events of a source in the order in which they came; some may be missing while
     * somebody else looks}
     *
     * @param source a source that has a quarantine
     * @param after only events with a higher sequence than this; -1 for the first page
     * @param max most events
     * @throws InterruptedException if interrupted; nothing has changed then
     */
    public List<HeldEvent> list(SourceId source, long after, int max) throws InterruptedException {
        Shelf shelf = shelf(source);
        return shelf.list(after, max).stream()
                .map(it -> held(shelf.source(), it, event(it.event().json())))
                .toList();
    }

    /**
     * {@return what would become of an event by a patch; nothing is changed}
     *
     * @param source a source that has a quarantine
     * @param sequence the event's place in it
     * @param patch a JSON Patch (RFC 6902) for the data; empty for none
     * @throws InterruptedException if interrupted; nothing has changed then
     */
    public Ruling look(SourceId source, long sequence, byte[] patch) throws InterruptedException {
        return decide(source, sequence, patch, (_, event) -> new Ruling.Kept(event));
    }

    /**
     * Repairs an event, and releases it if it keeps its contract then.
     *
     * @param source a source that has a quarantine
     * @param sequence the event's place in it
     * @param patch a JSON Patch (RFC 6902) for the data
     * @return what became of it
     * @throws InterruptedException if interrupted; the event may be released or not
     */
    public Ruling repair(SourceId source, long sequence, byte[] patch) throws InterruptedException {
        return decide(
                source,
                sequence,
                patch,
                (delivery, event) ->
                        event.violations().isEmpty()
                                ? release(shelf(source), delivery, event)
                                : new Ruling.Kept(event));
    }

    /**
     * Lets an event go on to its topic as it is.
     *
     * @param source a source that has a quarantine
     * @param sequence the event's place in it
     * @return what became of it
     * @throws InterruptedException if interrupted; the event may be released or not
     */
    public Ruling release(SourceId source, long sequence) throws InterruptedException {
        return decide(
                source,
                sequence,
                new byte[0],
                (delivery, event) -> release(shelf(source), delivery, event));
    }

    /**
     * Gives an event up.
     *
     * @param source a source that has a quarantine
     * @param sequence the event's place in it
     * @param reason why, for whoever reads the dead letters
     * @return what became of it
     * @throws InterruptedException if interrupted; the event may be dropped or not
     */
    public Ruling drop(SourceId source, long sequence, String reason) throws InterruptedException {
        return decide(
                source,
                sequence,
                new byte[0],
                (delivery, event) ->
                        shelf(source).settle(delivery, new Settlement.Reject(reason))
                                        instanceof SettleResult.Settled
                                ? new Ruling.Dropped(event)
                                : new Ruling.Busy());
    }

    private Ruling decide(SourceId source, long sequence, byte[] patch, Decision decision)
            throws InterruptedException {
        Shelf shelf = shelf(source);
        Optional<Delivery> taken = shelf.take(sequence);
        if (taken.isEmpty()) {
            boolean elsewhere = log.tally(shelf.subscription()).leased() > 0;
            return elsewhere ? new Ruling.Busy() : new Ruling.Unknown();
        }
        Delivery delivery = taken.get();
        boolean decided = false;
        try {
            byte[] json = delivery.event().json();
            Event event = event(json);
            if (patch.length > 0) {
                event = event(Repair.patched(event, patch));
            }
            Ruling ruling = decision.of(delivery, held(shelf.source(), delivery, event));
            decided = ruling instanceof Ruling.Released || ruling instanceof Ruling.Dropped;
            return ruling;
        } catch (PatchException e) {
            return new Ruling.BadPatch(String.valueOf(e.getMessage()));
        } finally {
            if (!decided) {
                shelf.giveBack(List.of(delivery.token()));
            }
        }
    }

    /** The outbox first: whatever happens between the two writes, the event is in one of them. */
    private Ruling release(Shelf shelf, Delivery delivery, HeldEvent held)
            throws InterruptedException {
        Event event = held.event();
        NewEvent released = new NewEvent(event, ContentHash.of(event.json()));
        AppendResult result =
                log.append(shelf.source().id().outbox(), List.of(released)).getFirst();
        return switch (result) {
            case AppendResult.Conflict(_, Instant acceptedAt, _, _) ->
                    new Ruling.Conflict(acceptedAt);
            case AppendResult.Appended _, AppendResult.Duplicate _ ->
                    new Ruling.Released(
                            held,
                            result.sequence(),
                            result.acceptedAt(),
                            shelf.settle(delivery, new Settlement.Acknowledge())
                                    instanceof SettleResult.Settled);
        };
    }

    private static HeldEvent held(Source source, Delivery delivery, Event event) {
        ContractResult result =
                source.contract()
                        .map(rule -> rule.contracts().get().check(event))
                        .orElseGet(NoContract::new);
        return switch (result) {
            case Violates(var contract, var violations, _) ->
                    held(delivery, event, Optional.of(contract), violations);
            case Conforms(var contract) -> held(delivery, event, Optional.of(contract), List.of());
            case NoContract _ -> held(delivery, event, Optional.empty(), List.of());
        };
    }

    private static HeldEvent held(
            Delivery delivery,
            Event event,
            Optional<ContractId> contract,
            List<Violation> violations) {
        return new HeldEvent(
                delivery.event().sequence(),
                delivery.event().acceptedAt(),
                event,
                contract,
                violations);
    }

    /** Reads an event that was one when it was stored. */
    private static Event event(byte[] json) {
        EventMessage message = new EventMessage("application/cloudevents+json", Map.of(), json);
        if (CloudEventsDecoder.decode(message) instanceof Decoded.Events(List<Item> items)
                && items.getFirst() instanceof Item.Valid(Event event)) {
            return event;
        }
        throw new IllegalStateException("a stored event is not one any more");
    }

    private Shelf shelf(SourceId source) {
        Shelf shelf = shelves.get(source.toString());
        if (shelf == null) {
            throw new IllegalArgumentException("the source " + source + " has no quarantine");
        }
        return shelf;
    }

    /** Decides about one event, which nobody else has meanwhile. */
    private interface Decision {
        Ruling of(Delivery delivery, HeldEvent event) throws InterruptedException;
    }
}
