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
 * @param filters what an event must satisfy besides, all of it
 */
public record EventFilter(List<String> includedEventTypes, List<AttributeFilter> filters) {

    /** Longest list of types that is accepted. */
    public static final int INCLUDED_EVENT_TYPES_MAX = 100;

    /** Most filters, and most values of all filters together. */
    public static final int FILTERS_MAX = 25;

    /** A filter that wants every event. */
    public static final EventFilter ALL = new EventFilter(List.of());

    /** Copies the lists, drops repeated types, and refuses empty types and overlong lists. */
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
        filters = List.copyOf(filters);
        int values = filters.stream().mapToInt(filter -> filter.values().size()).sum();
        if (filters.size() > FILTERS_MAX || values > FILTERS_MAX) {
            throw new IllegalArgumentException(
                    "filters: %d with %d values in all are too many; Event Grid takes %d and %d"
                            .formatted(filters.size(), values, FILTERS_MAX, FILTERS_MAX));
        }
    }

    /**
     * Makes a filter by type alone.
     *
     * @param includedEventTypes the event types that are wanted, compared exactly; empty means all
     */
    public EventFilter(List<String> includedEventTypes) {
        this(includedEventTypes, List.of());
    }

    /**
     * {@return whether the event is wanted}
     *
     * @param attribute the event's context attributes: name to value, null where absent
     */
    public boolean matches(Function<String, @Nullable Object> attribute) {
        return wantsType(attribute) && satisfiesAll(attribute);
    }

    private boolean wantsType(Function<String, @Nullable Object> attribute) {
        return includedEventTypes.isEmpty()
                || (attribute.apply("type") instanceof String type
                        && includedEventTypes.contains(type));
    }

    private boolean satisfiesAll(Function<String, @Nullable Object> attribute) {
        for (int i = 0; i < filters.size(); i++) {
            AttributeFilter filter = filters.get(i);
            if (!filter.matches(attribute.apply(filter.key()))) {
                return false;
            }
        }
        return true;
    }
}
