package io.gridgate.contract.compatibility;

import io.gridgate.contract.SchemaPlace;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Data that keeps all of several schemas at once, and has one of some types. What stands in it for
 * choices has been taken out.
 *
 * @param parts the schemas
 * @param types the types, bits of {@link JsonTypes}
 * @param whole whether nothing was left out that could name more properties
 */
record Conjunction(List<SchemaPlace> parts, int types, boolean whole) {

    /**
     * A bound for numbers.
     *
     * @param value the bound
     * @param open whether the bound itself is out
     */
    record Bound(BigDecimal value, boolean open) {

        String text(String word) {
            return (open ? word.equals("least") ? "more than " : "less than " : "at " + word + " ")
                    + value.toPlainString();
        }
    }

    Conjunction {
        parts = List.copyOf(parts);
    }

    Conjunction only(int fewer) {
        return new Conjunction(parts, types & fewer, whole);
    }

    boolean may(int type) {
        return (types & type) != 0;
    }

    /** Returns the least that a keyword for a count asks, 0 where nothing does. */
    BigDecimal least(String keyword) {
        BigDecimal least =
                parts.stream()
                        .filter(part -> part.has(keyword))
                        .map(part -> part.get(keyword).decimalValue())
                        .reduce(BigDecimal.ZERO, BigDecimal::max);
        return keyword.equals("minProperties")
                ? least.max(BigDecimal.valueOf(required().size()))
                : least;
    }

    /** Returns the most that a keyword for a count allows, empty where there is no bound. */
    Optional<BigDecimal> most(String keyword) {
        return parts.stream()
                .filter(part -> part.has(keyword))
                .map(part -> part.get(keyword).decimalValue())
                .reduce(BigDecimal::min);
    }

    @Nullable Bound lower() {
        Bound best = null;
        for (SchemaPlace part : parts) {
            for (Bound each : bounds(part, "minimum", "exclusiveMinimum")) {
                best = best == null || implies(each, best, 1) ? each : best;
            }
        }
        return best == null || may(JsonTypes.FRACTION) ? best : whole(best, 1);
    }

    @Nullable Bound upper() {
        Bound best = null;
        for (SchemaPlace part : parts) {
            for (Bound each : bounds(part, "maximum", "exclusiveMaximum")) {
                best = best == null || implies(each, best, -1) ? each : best;
            }
        }
        return best == null || may(JsonTypes.FRACTION) ? best : whole(best, -1);
    }

    /** Returns the bounds that a schema sets with one of two keywords. */
    static List<Bound> bounds(SchemaPlace part, String closed, String open) {
        return Stream.of(closed, open)
                .filter(part::has)
                .map(it -> new Bound(part.get(it).decimalValue(), it.equals(open)))
                .toList();
    }

    /** Tells whether what keeps one bound keeps another; 1 for lower ones, -1 for upper ones. */
    static boolean implies(Bound one, Bound other, int direction) {
        int order = one.value.compareTo(other.value) * direction;
        return order > 0 || (order == 0 && (one.open || !other.open));
    }

    /** Returns the same bound for integers. */
    private static Bound whole(Bound bound, int direction) {
        RoundingMode rounding = direction > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
        BigDecimal rounded = bound.value.setScale(0, rounding);
        boolean isOut = bound.open && rounded.compareTo(bound.value) == 0;
        return new Bound(isOut ? rounded.add(BigDecimal.valueOf(direction)) : rounded, false);
    }

    Set<String> required() {
        Set<String> names = new HashSet<>();
        for (SchemaPlace part : parts) {
            part.get("required").forEach(name -> names.add(name.asString()));
        }
        return names;
    }

    /** Returns the names that stand under {@code properties}. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        parts.forEach(part -> names.addAll(part.get("properties").propertyNames()));
        return names;
    }

    /** Returns the patterns that stand under {@code patternProperties}. */
    Set<String> patterns() {
        Set<String> patterns = new TreeSet<>();
        parts.forEach(part -> patterns.addAll(part.get("patternProperties").propertyNames()));
        return patterns;
    }

    /** Returns the values of a keyword. */
    List<JsonNode> values(String keyword) {
        return parts.stream()
                .filter(part -> part.has(keyword))
                .map(part -> part.get(keyword))
                .toList();
    }

    /** Returns what says the same of the same data. */
    String key() {
        return types + " " + whole + " " + parts;
    }
}
