package io.gridgate.filter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The filter of an event subscription, in the words of Event Grid's {@code filtersConfiguration}.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param includedEventTypes the event types that are wanted, compared exactly; empty means all
 */
public record EventFilter(List<String> includedEventTypes) {

    /** Longest list of types that is accepted. */
    public static final int INCLUDED_EVENT_TYPES_MAX = 100;

    /** A filter that wants every event. */
    public static final EventFilter ALL = new EventFilter(List.of());

    /** Copies the list, drops repeated types, and refuses empty types and overlong lists. */
    public EventFilter {
        Set<String> distinct = new LinkedHashSet<>(includedEventTypes);
        if (distinct.contains("")) {
            throw new IllegalArgumentException("includedEventTypes must not contain an empty type");
        }
        if (distinct.size() > INCLUDED_EVENT_TYPES_MAX) {
            throw new IllegalArgumentException(
                    "includedEventTypes has %d types, at most %d are allowed"
                            .formatted(distinct.size(), INCLUDED_EVENT_TYPES_MAX));
        }
        includedEventTypes = List.copyOf(new ArrayList<>(distinct));
    }

    /**
     * {@return whether the event is wanted}
     *
     * @param attribute the event's context attributes: name to value, null where absent
     */
    public boolean matches(Function<String, @Nullable Object> attribute) {
        if (includedEventTypes.isEmpty()) {
            return true;
        }
        return attribute.apply("type") instanceof String type && includedEventTypes.contains(type);
    }
}
