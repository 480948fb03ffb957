package io.gridgate.app.settings;

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

    /** Most filters of a subscription, and most values of all its filters together. */
    static final int MAX = 25;

    private static final int VALUE_LENGTH_MAX = 512;

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
                            MAX),
                    List.of(),
                    "What it is compared with; one of them is enough, or for operators with `Not`,"
                            + " none.");

    static final Section SECTION =
            Section.of(
                    "One filter. An event must satisfy all filters of a subscription. Applied by"
                            + " Event Grid in Azure; the built-in namespace refuses to start with"
                            + " filters.",
                    OPERATOR,
                    KEY,
                    VALUES);

    /** Checks the bounds, and that the operator takes these values. */
    public FilterSettings {
        KEY.check(key);
        values = VALUES.check(List.copyOf(values));
        if (!operator.takes().allows(values.size())) {
            throw new IllegalArgumentException(
                    "values: %s takes %s, there are %d"
                            .formatted(operator.word(), operator.takes(), values.size()));
        }
        FilterOperator.Form form = operator.form();
        values.stream()
                .filter(value -> !form.allows(value))
                .findFirst()
                .ifPresent(value -> {
                    throw new IllegalArgumentException(
                            "values: '%s' is not allowed with %s; allowed: %s"
                                    .formatted(value, operator.word(), form));
                });
    }

    static FilterSettings from(Node node) {
        return node.make(
                () -> new FilterSettings(node.get(OPERATOR), node.get(KEY), node.get(VALUES)));
    }
}
