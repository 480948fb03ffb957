package io.gridgate.app.settings;

import io.gridgate.filter.AttributeFilter;
import io.gridgate.filter.EventFilter;
import io.gridgate.filter.FilterOperator;

import java.util.List;

/**
 * One filter of an event subscription: an event must satisfy all of them.
 *
 * @param operator how the attribute is compared
 * @param key the attribute
 * @param values what it is compared with, one of them is enough; numbers, booleans and ranges as
 *     JSON
 */
public record FilterSettings(FilterOperator operator, String key, List<String> values) {

    private static final int VALUE_LENGTH_MAX = AttributeFilter.VALUE_LENGTH_MAX;

    static final Key<FilterOperator> OPERATOR =
            Key.required("operator", Kinds.filterOperator(), "How the attribute is compared.");
    static final Key<String> KEY =
            Key.required(
                    "key",
                    Kinds.text(
                            "1 to 20 lower-case letters or digits",
                            value -> value.matches("[a-z0-9]{1,20}")),
                    "Context attribute that is compared. Event Grid's namespaces filter by"
                            + " attributes, not by data.");
    static final Key<List<String>> VALUES =
            Key.of(
                    "values",
                    Kinds.listOf(
                            Kinds.scalar(
                                    "text of up to "
                                            + VALUE_LENGTH_MAX
                                            + " characters, whole number, true, false, or list of"
                                            + " two whole numbers",
                                    value -> value.length() <= VALUE_LENGTH_MAX),
                            EventFilter.FILTERS_MAX),
                    List.of(),
                    "What it is compared with; one of them is enough, or for operators with `Not`,"
                            + " none.");

    static final Section SECTION =
            Section.of(
                    "One filter. An event must satisfy all filters of a subscription. What an event"
                            + " without the attribute gets is in"
                            + " [namespace.md](namespace.md#filters).",
                    OPERATOR,
                    KEY,
                    VALUES);

    /** Checks the bounds, and that the operator takes these values. */
    public FilterSettings {
        KEY.check(key);
        values = VALUES.check(List.copyOf(values));
        var _ = new AttributeFilter(operator, key, values);
    }

    /**
     * Returns the filter that these settings ask for.
     *
     * @return the filter
     */
    public AttributeFilter toFilter() {
        return new AttributeFilter(operator, key, values);
    }

    static FilterSettings from(Node node) {
        return node.make(
                () -> new FilterSettings(node.get(OPERATOR), node.get(KEY), node.get(VALUES)));
    }
}
