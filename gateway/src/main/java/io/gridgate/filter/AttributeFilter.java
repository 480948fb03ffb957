package io.gridgate.filter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One filter of an event subscription: a context attribute, how it is compared, and with what. One
 * of the values is enough; for operators with {@code Not}, none of them may hold. Text is compared
 * in any case of its letters.
 *
 * <p>A text that is a whole number counts as one where numbers are compared, {@code true} and
 * {@code false} as booleans; numbers and booleans count as their text where text is compared. So an
 * event is judged alike in all HTTP modes, of which binary knows only text.
 *
 * <p>Immutable and safe to share between threads. Source: "Event filtering for Event Grid
 * namespaces", Microsoft Learn.
 */
public final class AttributeFilter {

    /** Longest value, in characters. */
    public static final int VALUE_LENGTH_MAX = 512;

    private final FilterOperator operator;
    private final String key;
    private final List<String> values;
    private final Test test;

    /**
     * Makes a filter.
     *
     * @param operator how the attribute is compared
     * @param key the lower-case attribute name
     * @param values what it is compared with; numbers, booleans and ranges as JSON
     * @throws IllegalArgumentException if the operator does not take these values
     */
    public AttributeFilter(FilterOperator operator, String key, List<String> values) {
        this.operator = operator;
        this.key = key;
        this.values = List.copyOf(values);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key: must not be empty");
        }
        operator.check(this.values);
        this.test = operator.test(this.values);
    }

    /** Whether an attribute satisfies a filter. */
    interface Test {
        boolean holds(@Nullable Object attribute);
    }

    /** {@return how the attribute is compared} */
    public FilterOperator operator() {
        return operator;
    }

    /** {@return the lower-case attribute name} */
    public String key() {
        return key;
    }

    /** {@return what it is compared with} */
    public List<String> values() {
        return values;
    }

    /**
     * {@return whether an attribute satisfies this filter}
     *
     * @param attribute its value, null where the event has none
     */
    boolean matches(@Nullable Object attribute) {
        return test.holds(attribute);
    }

    /**
     * {@return filters as a flat list of texts, for stores that keep them}
     *
     * @param filters the filters
     */
    public static List<String> toTexts(List<AttributeFilter> filters) {
        List<String> texts = new ArrayList<>();
        for (AttributeFilter filter : filters) {
            texts.add(filter.operator.word());
            texts.add(filter.key);
            texts.add(Integer.toString(filter.values.size()));
            texts.addAll(filter.values);
        }
        return texts;
    }

    /**
     * {@return the filters of a list that {@link #toTexts} made}
     *
     * @param texts the list
     * @throws IllegalArgumentException if it is no such list
     */
    public static List<AttributeFilter> fromTexts(List<String> texts) {
        List<AttributeFilter> filters = new ArrayList<>();
        int at = 0;
        while (at < texts.size()) {
            if (texts.size() - at < 3) {
                throw new IllegalArgumentException("stored filters are cut short: " + texts);
            }
            FilterOperator operator =
                    FilterOperator.of(texts.get(at))
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "stored filters have an unknown operator: " + texts));
            String key = texts.get(at + 1);
            int from = at + 3;
            int to = from + Integer.parseInt(texts.get(at + 2));
            if (to < from || to > texts.size()) {
                throw new IllegalArgumentException("stored filters are cut short: " + texts);
            }
            filters.add(new AttributeFilter(operator, key, texts.subList(from, to)));
            at = to;
        }
        return filters;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AttributeFilter that
                && operator == that.operator
                && key.equals(that.key)
                && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(operator, key, values);
    }

    @Override
    public String toString() {
        return operator.word() + "(" + key + ", " + values + ")";
    }
}
