package io.gridgate.contract.compatibility;

import io.gridgate.contract.SchemaPlace;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keywords that look at the items of an array. */
final class ArrayRules {

    private static final List<String> SAME_VALUE =
            List.of(
                    "$ref",
                    "$dynamicRef",
                    "allOf",
                    "anyOf",
                    "oneOf",
                    "if",
                    "then",
                    "else",
                    "dependentSchemas",
                    "contains");
    private static final List<String> CONTAINS = List.of("contains", "minContains", "maxContains");

    private final Containment containment;
    private final Conjunction given;
    private final SchemaPlace rule;
    private final String data;

    ArrayRules(Containment containment, Conjunction given, SchemaPlace rule, String data) {
        this.containment = containment;
        this.given = given;
        this.rule = rule;
        this.data = data;
    }

    void check(List<Difference> found) {
        items(found);
        contains(found);
        if (rule.get("uniqueItems").asBoolean(false)
                && given.values("uniqueItems").stream().noneMatch(it -> it.asBoolean(false))
                && lengthMax().compareTo(BigDecimal.ONE) > 0) {
            found.add(
                    new Difference(
                            rule, "uniqueItems", data, "equal items", "no equal items", true));
        }
        if (rule.has("unevaluatedItems") && others(rule).isEmpty()) {
            String asked =
                    "items that nothing else looks at: " + Texts.of(rule.get("unevaluatedItems"));
            found.add(new Difference(rule, "unevaluatedItems", data, "", asked, false));
        }
    }

    private void items(List<Difference> found) {
        int known =
                Stream.concat(given.parts().stream(), Stream.of(rule))
                        .mapToInt(ArrayRules::prefixLength)
                        .max()
                        .orElse(0);
        for (int index = 0; index < known && isReached(index); index++) {
            int at = index;
            List<SchemaPlace> items =
                    given.parts().stream().flatMap(it -> item(it, at).stream()).toList();
            item(rule, at)
                    .ifPresent(it -> found.addAll(containment.check(items, it, data + "/" + at)));
        }
        if (isReached(known)) {
            List<SchemaPlace> items =
                    given.parts().stream().flatMap(it -> others(it).stream()).toList();
            others(rule).ifPresent(it -> found.addAll(containment.check(items, it, data + "/*")));
        }
    }

    private boolean isReached(int index) {
        return lengthMax().compareTo(BigDecimal.valueOf(index)) > 0;
    }

    private BigDecimal lengthMax() {
        return given.most("maxItems").orElse(BigDecimal.valueOf(Long.MAX_VALUE));
    }

    private static int prefixLength(SchemaPlace schema) {
        return schema.get("prefixItems").size();
    }

    private static Optional<SchemaPlace> item(SchemaPlace schema, int index) {
        return index < prefixLength(schema)
                ? Optional.of(schema.children("prefixItems").get(index))
                : others(schema);
    }

    /** Returns what a schema says of the items behind those that it lists, where it does. */
    private static Optional<SchemaPlace> others(SchemaPlace schema) {
        if (schema.has("items")) {
            return Optional.of(schema.child("items"));
        }
        boolean alone = SAME_VALUE.stream().noneMatch(schema::has);
        return schema.has("unevaluatedItems") && alone
                ? Optional.of(schema.child("unevaluatedItems"))
                : Optional.empty();
    }

    private void contains(List<Difference> found) {
        if (!rule.has("contains") || given.parts().stream().anyMatch(this::same)) {
            return;
        }
        BigDecimal least = number(rule, "minContains", BigDecimal.ONE);
        boolean follows =
                !rule.has("maxContains")
                        && (least.signum() == 0
                                || given.parts().stream().anyMatch(it -> has(it, least)));
        if (!follows) {
            boolean isNew = given.parts().stream().noneMatch(it -> it.has("contains"));
            String asked = least + " or more items that fit " + Texts.of(rule.get("contains"));
            found.add(new Difference(rule, "contains", data, "any items", asked, isNew));
        }
    }

    private boolean same(SchemaPlace part) {
        return part.has("contains")
                && new Sameness(containment.given(), containment.asked())
                        .same(CONTAINS, part, rule);
    }

    private boolean has(SchemaPlace part, BigDecimal least) {
        return part.has("contains")
                && number(part, "minContains", BigDecimal.ONE).compareTo(least) >= 0
                && containment
                        .check(List.of(part.child("contains")), rule.child("contains"), data)
                        .isEmpty();
    }

    private static BigDecimal number(SchemaPlace schema, String keyword, BigDecimal otherwise) {
        return schema.has(keyword) ? schema.get(keyword).decimalValue() : otherwise;
    }
}
