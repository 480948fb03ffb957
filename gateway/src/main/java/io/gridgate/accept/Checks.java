package io.gridgate.accept;

import io.gridgate.accept.ContractRule.OnUnknownType;
import io.gridgate.accept.ContractRule.OnViolation;
import io.gridgate.accept.Outcome.Forbidden;
import io.gridgate.accept.Outcome.Rejected;
import io.gridgate.contract.ContractResult;
import io.gridgate.contract.ContractResult.Violates;
import io.gridgate.event.Event;
import io.gridgate.event.Item;
import io.gridgate.event.Problem;

import java.util.Optional;

/**
 * The checks of one event between decoding and the log, in their order: rules for attributes (by
 * the decoder), size, permission, contract. Stateless.
 */
final class Checks {

    private Checks() {}

    static Verdict verdict(Source source, Item item, AcceptListener listener) {
        return switch (item) {
            case Item.Invalid(Problem problem) ->
                    new Verdict.Refused(
                            new Receipt(
                                    problem.id(),
                                    problem.source(),
                                    new Rejected(problem.attribute(), problem.reason())));
            case Item.Valid(Event event)
                    when event.json().length > source.limits().eventBytesMax() ->
                    refused(event, tooLarge(event, source.limits()));
            case Item.Valid(Event event) -> permitted(source, event, listener);
        };
    }

    private static Verdict permitted(Source source, Event event, AcceptListener listener) {
        Optional<Forbidden> refusal = source.publish().check(event);
        if (refusal.isPresent()) {
            return new Verdict.Forbidden(event, refusal.get());
        }
        return source.contract()
                .map(rule -> check(source, rule, event, listener))
                .orElseGet(() -> new Verdict.Passed(event, null));
    }

    private static Verdict check(
            Source source, ContractRule rule, Event event, AcceptListener listener) {
        return switch (rule.contracts().get().check(event)) {
            case ContractResult.Conforms _ -> new Verdict.Passed(event, null);
            case ContractResult.NoContract _ ->
                    rule.onUnknownType() == OnUnknownType.REJECT
                            ? refused(event, unknownType())
                            : new Verdict.Passed(event, null);
            case Violates violates when rule.onViolation() == OnViolation.REPORT ->
                    new Verdict.Passed(event, violates);
            case Violates violates when rule.onViolation() == OnViolation.QUARANTINE ->
                    new Verdict.Held(event, violates);
            case Violates violates -> {
                listener.violated(source.id(), event, violates, false);
                yield refused(event, violation(violates));
            }
        };
    }

    private static Rejected tooLarge(Event event, SourceLimits limits) {
        return new Rejected(
                "",
                "the event has "
                        + event.json().length
                        + " bytes with its envelope; at most "
                        + limits.eventBytesMax()
                        + " can be delivered");
    }

    private static Rejected unknownType() {
        return new Rejected("type", "has no contract here, and this source takes no other types");
    }

    private static Rejected violation(Violates violates) {
        String reason =
                "must keep the contract "
                        + violates.contract()
                        + (violates.more() ? "; only the first violations are listed" : "");
        return new Rejected("data", reason, violates.violations());
    }

    private static Verdict refused(Event event, Rejected outcome) {
        return new Verdict.Refused(new Receipt(event.key().id(), event.key().source(), outcome));
    }
}
