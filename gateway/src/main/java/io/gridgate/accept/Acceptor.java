package io.gridgate.accept;

import io.gridgate.accept.Outcome.Accepted;
import io.gridgate.accept.Outcome.Conflict;
import io.gridgate.accept.Outcome.Duplicate;
import io.gridgate.auth.Admission;
import io.gridgate.auth.Caller;
import io.gridgate.auth.Presented;
import io.gridgate.auth.SecurityDecision;
import io.gridgate.auth.SecurityDecision.Action;
import io.gridgate.auth.SecurityLog;
import io.gridgate.contract.ContractResult;
import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventKey;
import io.gridgate.event.EventMessage;
import io.gridgate.event.Item;
import io.gridgate.event.Problem;
import io.gridgate.log.AppendResult;
import io.gridgate.log.EventLog;
import io.gridgate.log.NewEvent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The pipeline of a partner's request: authenticate the raw bytes, quota, decode, check, append.
 * The caller has held the body to {@link #limits} before. A request whose answer is not {@link
 * Acceptance.Processed} has stored nothing.
 *
 * <p>For any number of threads; blocks until the events are on disk.
 */
public final class Acceptor {

    private static final Admission UNDECIDED =
            new Admission.Refused(Admission.Reason.ISSUER_UNREACHABLE);

    private volatile Sources sources;
    private final EventLog log;
    private final AcceptListener listener;
    private final SecurityLog security;

    /**
     * Makes the pipeline.
     *
     * @param sources the front doors
     * @param log where accepted events go; the outbox topic of every source is declared in it
     * @param listener hears what was accepted
     * @param security hears who was let in, and who was not
     */
    public Acceptor(Sources sources, EventLog log, AcceptListener listener, SecurityLog security) {
        this.sources = sources;
        this.log = log;
        this.listener = listener;
        this.security = security;
    }

    /**
     * Changes who may send: requests that begin from now on see the new sources.
     *
     * @param next the same sources behind other credentials
     */
    public void use(Sources next) {
        sources = next;
    }

    /**
     * {@return what a request to a source may hold; default limits where there is no such source}
     *
     * @param partner the partner as the caller wrote it
     * @param name the source as the caller wrote it
     */
    public SourceLimits limits(String partner, String name) {
        return sources.limits(partner, name);
    }

    /**
     * Takes a request of a partner.
     *
     * @param caller who sends it, and to which source
     * @param target path and query as they stand in the request line
     * @param message the request
     * @return what became of it
     * @throws InterruptedException if interrupted while the log writes; events may be stored or not
     * @throws io.gridgate.log.LogException.Unavailable if the log takes no more right now
     */
    public Acceptance accept(Caller caller, String target, EventMessage message)
            throws InterruptedException {
        Presented presented = new Presented(target, message.headers(), message.body());
        Sources now = sources;
        Source source = now.find(caller.partner(), caller.source());
        Admission admission = now.admitSender(source, presented);
        note(caller, Action.PUBLISH, admission);
        if (source == null || !admission.admitted()) {
            return admission.equals(UNDECIDED)
                    ? new Acceptance.Undecided()
                    : new Acceptance.Unauthenticated();
        }
        Optional<PartnerQuota> quota = now.quota(source.id());
        if (quota.isEmpty()) {
            return take(caller, source, message);
        }
        return switch (quota.get().enter()) {
            case PartnerQuota.Entry.Full(var bounds, var retryAfter) ->
                    new Acceptance.OverQuota(bounds, retryAfter);
            case PartnerQuota.Entry.Entered _ -> {
                try {
                    yield take(caller, source, message);
                } finally {
                    quota.get().leave();
                }
            }
        };
    }

    private Acceptance take(Caller caller, Source source, EventMessage message)
            throws InterruptedException {
        Scheme scheme = source.scheme();
        if (!scheme.reads(message)) {
            return new Acceptance.UnsupportedMediaType();
        }
        Optional<Handshake> handshake = scheme.handshake(message);
        if (handshake.isPresent()) {
            return new Acceptance.Greeted(handshake.get());
        }
        return switch (scheme.decode(message)) {
            case Decoded.Malformed(Problem problem) -> new Acceptance.Malformed(problem);
            case Decoded.Events(List<Item> items) -> append(caller, source, message, items);
        };
    }

    /**
     * Looks up where an event of a source is.
     *
     * @param caller who asks, and for which source
     * @param presented what the caller shows
     * @param key the event's identity
     * @return what the caller may know of it
     */
    public StatusAnswer status(Caller caller, Presented presented, EventKey key) {
        Sources now = sources;
        Source source = now.find(caller.partner(), caller.source());
        Admission admission = now.admitReader(source, presented);
        note(caller, Action.STATUS, admission);
        if (source == null || !admission.admitted()) {
            return admission.equals(UNDECIDED)
                    ? new StatusAnswer.Undecided()
                    : new StatusAnswer.Unauthenticated();
        }
        return log.find(source.id().outbox(), key)
                .<StatusAnswer>map(StatusAnswer.Known::new)
                .or(() -> held(source, key))
                .orElseGet(StatusAnswer.Unknown::new);
    }

    private void note(Caller caller, Action action, Admission admission) {
        security.record(
                switch (admission) {
                    case Admission.Admitted(String secret) ->
                            new SecurityDecision.Admitted(caller, action, secret);
                    case Admission.Refused(var reason) ->
                            new SecurityDecision.Refused(caller, action, reason);
                });
    }

    private Optional<StatusAnswer> held(Source source, EventKey key) {
        return source.contract()
                .filter(rule -> rule.onViolation() == ContractRule.OnViolation.QUARANTINE)
                .flatMap(_ -> log.find(source.id().quarantine(), key))
                .map(StatusAnswer.Held::new);
    }

    private Acceptance append(Caller caller, Source source, EventMessage message, List<Item> items)
            throws InterruptedException {
        int max = source.limits().batchEventsMax();
        if (items.size() > max) {
            return new Acceptance.TooManyEvents(items.size(), max);
        }
        List<Verdict> verdicts = new ArrayList<>(items.size());
        List<NewEvent> passed = new ArrayList<>(items.size());
        List<NewEvent> held = new ArrayList<>();
        for (Item item : items) {
            Verdict verdict = Checks.verdict(source, item, listener);
            verdicts.add(verdict);
            switch (verdict) {
                case Verdict.Passed(Event event, _) -> passed.add(stored(source, message, event));
                case Verdict.Held(Event event, _) -> held.add(stored(source, message, event));
                case Verdict.Forbidden _, Verdict.Refused _ -> {
                    // Not stored.
                }
            }
        }
        noteForbidden(caller, source.id(), verdicts);
        List<AppendResult> results =
                passed.isEmpty() ? List.of() : log.append(source.id().outbox(), passed);
        List<AppendResult> heldResults =
                held.isEmpty() ? List.of() : log.append(source.id().quarantine(), held);
        return new Acceptance.Processed(
                receipts(source.id(), verdicts, results.iterator(), heldResults.iterator()));
    }

    private static NewEvent stored(Source source, EventMessage message, Event event) {
        return new NewEvent(event, source.scheme().contentHash(message, event));
    }

    /** One line for each request, however many of its events are forbidden. */
    private void noteForbidden(Caller caller, SourceId id, List<Verdict> verdicts) {
        int count = 0;
        Verdict.Forbidden first = null;
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Forbidden forbidden) {
                listener.forbidden(id, forbidden.event(), forbidden.refusal());
                first = first == null ? forbidden : first;
                count++;
            }
        }
        if (first != null) {
            EventKey key = first.event().key();
            security.record(
                    new SecurityDecision.Forbidden(
                            caller,
                            count,
                            first.refusal().attribute(),
                            first.event().type(),
                            key.source(),
                            key.id()));
        }
    }

    private List<Receipt> receipts(
            SourceId source,
            List<Verdict> verdicts,
            Iterator<AppendResult> results,
            Iterator<AppendResult> heldResults) {
        List<Receipt> receipts = new ArrayList<>(verdicts.size());
        for (Verdict verdict : verdicts) {
            receipts.add(
                    switch (verdict) {
                        case Verdict.Forbidden(Event event, var refusal) ->
                                new Receipt(event.key().id(), event.key().source(), refusal);
                        case Verdict.Refused(Receipt receipt) -> receipt;
                        case Verdict.Passed passed -> receipt(source, passed, results.next());
                        case Verdict.Held held -> receipt(source, held, heldResults.next());
                    });
        }
        return receipts;
    }

    private Receipt receipt(SourceId source, Verdict.Passed passed, AppendResult result) {
        Event event = passed.event();
        Outcome outcome = outcome(result);
        listener.appended(source, event, outcome);
        if (passed.reported() != null && outcome instanceof Accepted) {
            listener.violated(source, event, passed.reported(), true);
        }
        return new Receipt(event.key().id(), event.key().source(), outcome);
    }

    private Receipt receipt(SourceId source, Verdict.Held held, AppendResult result) {
        Event event = held.event();
        ContractResult.Violates violates = held.violates();
        Outcome outcome =
                result instanceof AppendResult.Appended(long sequence, Instant acceptedAt)
                        ? new Outcome.Quarantined(
                                sequence, acceptedAt, violates.contract(), violates.violations())
                        : outcome(result);
        listener.appended(source, event, outcome);
        return new Receipt(event.key().id(), event.key().source(), outcome);
    }

    private static Outcome outcome(AppendResult result) {
        return switch (result) {
            case AppendResult.Appended it -> new Accepted(it.sequence(), it.acceptedAt());
            case AppendResult.Duplicate it -> new Duplicate(it.sequence(), it.acceptedAt());
            case AppendResult.Conflict it ->
                    new Conflict(it.sequence(), it.acceptedAt(), it.storedHash(), it.offeredHash());
        };
    }
}
