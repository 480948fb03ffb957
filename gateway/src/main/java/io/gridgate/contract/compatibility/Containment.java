package io.gridgate.contract.compatibility;

import io.gridgate.contract.SchemaPlace;
import io.gridgate.contract.Schemas;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether all data that keeps one schema keeps another. Where it finds nothing, that is proven;
 * where it finds something, some rule of the other was not seen to follow from the one.
 *
 * <p>The data is taken apart into cases by {@link Cases}, and every keyword of the other schema has
 * to follow from each. A pair of schemas that is met again further inside is taken to be proven: if
 * it is not, the first meeting says so. For one thread and one comparison.
 */
final class Containment {

    /** Most pairs that are compared. */
    private static final int STEPS_MAX = 100_000;

    /** Deepest nesting of pairs. */
    private static final int DEPTH_MAX = 150;

    private final Schemas given;
    private final Schemas asked;
    private final boolean knownOnly;
    private final Set<String> open = new HashSet<>();
    private int steps;

    Containment(Schemas given, Schemas asked, boolean knownOnly) {
        this.given = given;
        this.asked = asked;
        this.knownOnly = knownOnly;
    }

    /** Returns what data that keeps one schema may break of another; nothing if it keeps it. */
    List<Difference> differences(SchemaPlace one, SchemaPlace other) {
        return check(List.of(one), other, "");
    }

    Schemas given() {
        return given;
    }

    Schemas asked() {
        return asked;
    }

    boolean knownOnly() {
        return knownOnly;
    }

    /** Compares what keeps all of several schemas with a rule. */
    List<Difference> check(List<SchemaPlace> all, SchemaPlace rule, String data) {
        List<Difference> found = new ArrayList<>();
        for (Conjunction each : Cases.of(given, all)) {
            found.addAll(check(each, rule, data));
        }
        return found;
    }

    /** Compares one case with a rule. */
    List<Difference> check(Conjunction each, SchemaPlace rule, String data) {
        if (each.types() == 0 || isTrue(rule) || isThere(each, rule)) {
            return List.of();
        }
        if (rule.json().isBoolean()) {
            return List.of(
                    new Difference(rule, "", data, "was allowed", "must not be there", true));
        }
        String pair = each.key() + " < " + rule;
        if (!open.add(pair)) {
            return List.of();
        }
        try {
            if (++steps > STEPS_MAX || open.size() > DEPTH_MAX) {
                return List.of(
                        new Difference(rule, "", data, "", "too large to be compared", false));
            }
            Optional<List<JsonNode>> values = values(each);
            return values.isPresent()
                    ? checkValues(values.get(), rule, data)
                    : checkRules(each, rule, data);
        } finally {
            open.remove(pair);
        }
    }

    private static boolean isTrue(SchemaPlace rule) {
        return rule.json().isBoolean() && rule.json().booleanValue();
    }

    private boolean isThere(Conjunction each, SchemaPlace rule) {
        return each.parts().stream().anyMatch(it -> new Sameness(given, asked).same(it, rule));
    }

    /** Returns the only values that there can be, empty where they cannot be counted. */
    Optional<List<JsonNode>> values(Conjunction each) {
        List<JsonNode> candidates = new ArrayList<>();
        if (!each.values("const").isEmpty()) {
            candidates.add(each.values("const").getFirst());
        } else if (!each.values("enum").isEmpty()) {
            each.values("enum").getFirst().forEach(candidates::add);
        } else if ((each.types() & ~(JsonTypes.BOOLEAN | JsonTypes.NULL)) == 0) {
            candidates.addAll(List.of(BooleanNode.TRUE, BooleanNode.FALSE, NullNode.getInstance()));
        } else {
            return Optional.empty();
        }
        return Optional.of(
                candidates.stream()
                        .filter(value -> JsonTypes.has(each.types(), value))
                        .filter(value ->
                                each.parts().stream()
                                        .allMatch(it -> given.accepts(it, value).orElse(true)))
                        .toList());
    }

    private List<Difference> checkValues(List<JsonNode> values, SchemaPlace rule, String data) {
        List<Difference> found = new ArrayList<>();
        for (JsonNode value : values) {
            Optional<Boolean> accepted = asked.accepts(rule, value);
            if (!accepted.orElse(false)) {
                found.add(
                        new Difference(
                                rule,
                                Texts.keywordOfValues(rule),
                                data,
                                Texts.of(value) + " was allowed",
                                Texts.ofValues(rule),
                                accepted.isPresent()));
            }
        }
        return found;
    }

    private List<Difference> checkRules(Conjunction each, SchemaPlace rule, String data) {
        List<Difference> found = new ArrayList<>();
        int types = JsonTypes.of(rule.get("type"));
        if ((each.types() & ~types) != 0) {
            found.add(
                    new Difference(
                            rule,
                            "type",
                            data,
                            JsonTypes.text(each.types()),
                            JsonTypes.text(types),
                            true));
        }
        Conjunction fitting = each.only(types);
        ScalarRules.check(fitting, rule, data, found);
        if (fitting.may(JsonTypes.ARRAY)) {
            new ArrayRules(this, fitting.only(JsonTypes.ARRAY), rule, data).check(found);
        }
        if (fitting.may(JsonTypes.OBJECT)) {
            new ObjectRules(this, fitting.only(JsonTypes.OBJECT), rule, data).check(found);
        }
        new ChoiceRules(this, each, rule, data).check(found);
        return found;
    }
}
