package io.gridgate.handlers.process;

import io.cloudevents.CloudEvent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How an instance goes on: its state from now on, and what happens in the same transaction. Each
 * method returns another value; this one stays as it is.
 *
 * @param state the state from now on
 * @param events to be sent, in order
 * @param awaited types of events that are waited for in addition
 * @param timeouts time-outs to be set, by name; one that runs under the same name is replaced
 * @param stopped names of time-outs that no longer count
 * @param result how the instance ended, 1 to 200 characters; empty while it runs
 * @param <S> the type of the state
 */
public record Next<S>(
        S state,
        List<CloudEvent> events,
        SortedSet<String> awaited,
        Map<String, Duration> timeouts,
        Set<String> stopped,
        Optional<String> result)
        implements Decision<S> {

    private static final int RESULT_MAX = 200;

    /** Copies the collections and checks the result. */
    public Next {
        events = List.copyOf(events);
        awaited = Collections.unmodifiableSortedSet(new TreeSet<>(awaited));
        timeouts = Collections.unmodifiableMap(new LinkedHashMap<>(timeouts));
        stopped = Set.copyOf(stopped);
        if (result.isPresent() && (result.get().isBlank() || result.get().length() > RESULT_MAX)) {
            throw new IllegalArgumentException(
                    "a result has 1 to %d characters, not %d"
                            .formatted(RESULT_MAX, result.get().length()));
        }
    }

    /**
     * {@return the decision to go on with a state}
     *
     * @param state the state from now on
     * @param <S> the type of the state
     */
    public static <S> Next<S> of(S state) {
        return new Next<>(state, List.of(), new TreeSet<>(), Map.of(), Set.of(), Optional.empty());
    }

    /**
     * {@return this, and an event is sent through the outbox}
     *
     * @param event the event
     */
    public Next<S> send(CloudEvent event) {
        List<CloudEvent> all = new ArrayList<>(events);
        all.add(event);
        return new Next<>(state, all, awaited, timeouts, stopped, result);
    }

    /**
     * {@return this, and events of these types are waited for, in any order}
     *
     * @param types the types
     */
    public Next<S> await(String... types) {
        TreeSet<String> all = new TreeSet<>(awaited);
        all.addAll(List.of(types));
        return new Next<>(state, events, all, timeouts, stopped, result);
    }

    /**
     * {@return this, and a time-out is set}
     *
     * @param name as in the definition
     * @param after how long from now
     */
    public Next<S> timeout(String name, Duration after) {
        Map<String, Duration> all = new LinkedHashMap<>(timeouts);
        all.put(name, after);
        return new Next<>(state, events, awaited, all, stopped, result);
    }

    /**
     * {@return this, and a time-out no longer counts}
     *
     * @param name as in the definition
     */
    public Next<S> stopTimeout(String name) {
        Set<String> all = new TreeSet<>(stopped);
        all.add(name);
        return new Next<>(state, events, awaited, timeouts, all, result);
    }

    /**
     * {@return this, and the instance ends; its time-outs no longer count}
     *
     * @param how for those who look, 1 to 200 characters
     */
    public Next<S> end(String how) {
        return new Next<>(state, events, awaited, timeouts, stopped, Optional.of(how));
    }

    /** Returns this and then the other. */
    Next<S> then(Next<S> other) {
        List<CloudEvent> allEvents = new ArrayList<>(events);
        allEvents.addAll(other.events);
        TreeSet<String> allAwaited = new TreeSet<>(awaited);
        allAwaited.addAll(other.awaited);
        Map<String, Duration> allTimeouts = new LinkedHashMap<>(timeouts);
        other.stopped.forEach(allTimeouts::remove);
        allTimeouts.putAll(other.timeouts);
        Set<String> allStopped = new TreeSet<>(stopped);
        allStopped.addAll(other.stopped);
        return new Next<>(
                other.state, allEvents, allAwaited, allTimeouts, allStopped, other.result);
    }
}
