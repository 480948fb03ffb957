package io.gridgate.accept;

import io.gridgate.auth.Admission;
import io.gridgate.auth.PartnerGate;
import io.gridgate.auth.Presented;
import io.gridgate.contract.ContractId;
import io.gridgate.contract.Violation;
import io.gridgate.event.Decoded;
import io.gridgate.event.EventMessage;
import io.gridgate.event.Item;

import java.util.List;
import java.util.Optional;

/**
 * What a source would make of a request, without a log: everything before the append, and all of it
 * even where the caller would not be let in.
 *
 * @param admission whether the caller would be let in, and why not
 * @param message what becomes of the message
 */
public record Trial(Admission admission, Reading message) {

    /** What becomes of a message. */
    public sealed interface Reading {

        /** The source does not read its media type. */
        record UnsupportedMediaType() implements Reading {}

        /**
         * It is a question whether somebody is there.
         *
         * @param answer what its sender waits for
         */
        record Greeted(Handshake answer) implements Reading {}

        /**
         * It cannot be read.
         *
         * @param reason why
         */
        record Malformed(String reason) implements Reading {}

        /**
         * It has events.
         *
         * @param events what becomes of each, in their order
         */
        record Events(List<Attempt> events) implements Reading {
            /** Copies the list. */
            public Events {
                events = List.copyOf(events);
            }
        }
    }

    /** What becomes of one event. */
    public sealed interface Attempt {

        /**
         * It would go to the log, which tells new ones from repeats.
         *
         * @param json the event
         */
        @SuppressWarnings("ArrayRecordComponent") // shown, never compared
        record Accepted(byte[] json) implements Attempt {}

        /**
         * It would go into quarantine.
         *
         * @param contract the contract that it violates
         * @param violations where
         */
        record Held(ContractId contract, List<Violation> violations) implements Attempt {
            /** Copies the list. */
            public Held {
                violations = List.copyOf(violations);
            }
        }

        /**
         * It would be refused.
         *
         * @param receipt what its sender would be told
         */
        record Refused(Receipt receipt) implements Attempt {}
    }

    /**
     * Tries a request.
     *
     * @param source the source
     * @param target path and query as they stand in the request line
     * @param message the request
     * @return what would become of it
     */
    public static Trial of(Source source, String target, EventMessage message) {
        Admission admission =
                new PartnerGate(List.of(source.credential()))
                        .check(
                                source.credential(),
                                new Presented(target, message.headers(), message.body()));
        return new Trial(admission, read(source, message));
    }

    /** {@return whether all of it would be accepted} */
    public boolean accepted() {
        return admission.admitted()
                && switch (message) {
                    case Reading.Greeted _ -> true;
                    case Reading.Events(List<Attempt> events) ->
                            events.stream().allMatch(Attempt.Accepted.class::isInstance);
                    case Reading.UnsupportedMediaType _, Reading.Malformed _ -> false;
                };
    }

    private static Reading read(Source source, EventMessage message) {
        if (message.body().length > source.limits().bodyBytesMax()) {
            return new Reading.Malformed(
                    "the body has "
                            + message.body().length
                            + " bytes; at most "
                            + source.limits().bodyBytesMax()
                            + " may be");
        }
        Scheme scheme = source.scheme();
        if (!scheme.reads(message)) {
            return new Reading.UnsupportedMediaType();
        }
        Optional<Handshake> handshake = scheme.handshake(message);
        if (handshake.isPresent()) {
            return new Reading.Greeted(handshake.get());
        }
        return switch (scheme.decode(message)) {
            case Decoded.Malformed(var problem) -> new Reading.Malformed(problem.message());
            case Decoded.Events(List<Item> items)
                    when items.size() > source.limits().batchEventsMax() ->
                    new Reading.Malformed(
                            "there are "
                                    + items.size()
                                    + " events; at most "
                                    + source.limits().batchEventsMax()
                                    + " may be");
            case Decoded.Events(List<Item> items) ->
                    new Reading.Events(items.stream().map(item -> attempt(source, item)).toList());
        };
    }

    private static Attempt attempt(Source source, Item item) {
        return switch (Checks.verdict(source, item, AcceptListener.NONE)) {
            case Verdict.Passed(var event, _) -> new Attempt.Accepted(event.json());
            case Verdict.Forbidden(var event, var refusal) ->
                    new Attempt.Refused(
                            new Receipt(event.key().id(), event.key().source(), refusal));
            case Verdict.Held(_, var violates) ->
                    new Attempt.Held(violates.contract(), violates.violations());
            case Verdict.Refused(Receipt receipt) -> new Attempt.Refused(receipt);
        };
    }
}
