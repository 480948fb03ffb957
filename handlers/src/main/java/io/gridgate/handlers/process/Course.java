package io.gridgate.handlers.process;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.process.ProcessRow.Timeout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How instances go on, without a database: row, event or time-out, and time give the next row and
 * what is to be sent.
 */
final class Course {

    /** What became of an event or a time-out. */
    sealed interface Taken {

        /**
         * The instance took a step.
         *
         * @param row as it is now
         * @param events to be sent, in order
         */
        record Moved(ProcessRow row, List<CloudEvent> events) implements Taken {}

        /**
         * Nothing changes.
         *
         * @param why for the log
         */
        record Ignored(String why) implements Taken {}

        /**
         * The event can never be handled.
         *
         * @param reason why
         */
        record Rejected(String reason) implements Taken {}
    }

    private final String process;
    private final Instant now;

    Course(String process, Instant now) {
        this.process = process;
        this.now = now;
    }

    /** Begins an instance; empty where the event begins none. */
    <S> Optional<Taken> begin(ProcessDefinition<S> definition, String correlation, CloudEvent event)
            throws Exception {
        Optional<BeginStep<S>> step = definition.beginOf(event.getType());
        if (step.isEmpty()) {
            return Optional.empty();
        }
        ProcessRow row = ProcessRow.before(correlation, definition.version(), now);
        return Optional.of(taken(definition, row, step.get().take(event, context(row))));
    }

    <S> Taken event(ProcessDefinition<S> definition, ProcessRow row, CloudEvent event)
            throws Exception {
        String type = event.getType();
        Optional<EventStep<S>> step = definition.stepOf(type);
        if (row.result().isPresent()) {
            return new Taken.Ignored("it has ended: " + row.result().get());
        }
        if (step.isEmpty()) {
            return new Taken.Ignored("version %d has no step for it".formatted(row.version()));
        }
        S state = definition.format().read(row.state());
        Decision<S> decision = step.get().take(state, event, context(row));
        if (decision instanceof Next<S> next && isLastAwaited(row, type, next)) {
            decision = completed(definition, row, next);
        }
        return taken(definition, row.came(type), decision);
    }

    private static boolean isLastAwaited(ProcessRow row, String type, Next<?> next) {
        return row.waitingFor().contains(type)
                && row.waitingFor().size() == 1
                && next.awaited().isEmpty()
                && next.result().isEmpty();
    }

    private <S> Decision<S> completed(ProcessDefinition<S> definition, ProcessRow row, Next<S> next)
            throws Exception {
        Optional<StateStep<S>> complete = definition.complete();
        if (complete.isEmpty()) {
            return next;
        }
        return switch (complete.get().take(next.state(), context(row))) {
            case Next<S> further -> next.then(further);
            case Decision.Ignore<S> _ -> next;
            case Decision.Reject<S> reject -> reject;
        };
    }

    <S> Taken timeout(ProcessDefinition<S> definition, ProcessRow row, String name, long number)
            throws Exception {
        Timeout counting = row.timeouts().get(name);
        if (counting == null || counting.number() != number) {
            return new Taken.Ignored("it no longer counts");
        }
        Optional<StateStep<S>> step = definition.timeoutOf(name);
        if (step.isEmpty()) {
            throw new IllegalStateException(
                    "version %d has no step for the time-out %s".formatted(row.version(), name));
        }
        S state = definition.format().read(row.state());
        ProcessRow over = row.timedOut(name);
        return switch (step.get().take(state, context(row))) {
            case Next<S> next -> taken(definition, over, next);
            case Decision.Ignore<S> _ -> taken(definition, over, Next.of(state));
            case Decision.Reject<S> reject -> new Taken.Rejected(reject.reason());
        };
    }

    private <S> Taken taken(ProcessDefinition<S> definition, ProcessRow row, Decision<S> decision) {
        return switch (decision) {
            case Next<S> next -> {
                definition.check(next);
                yield new Taken.Moved(row.after(next, definition.format(), now), next.events());
            }
            case Decision.Ignore<S> _ -> new Taken.Ignored("its step ignores it");
            case Decision.Reject<S> reject -> new Taken.Rejected(reject.reason());
        };
    }

    private StepContext context(ProcessRow row) {
        return new StepContext(process, row.correlation(), row.version(), row.number() + 1, now);
    }
}
