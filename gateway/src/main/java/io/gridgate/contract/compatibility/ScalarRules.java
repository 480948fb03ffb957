package io.gridgate.contract.compatibility;

import io.gridgate.contract.CheckedFormat;
import io.gridgate.contract.SchemaPlace;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keywords that look at a number, a text, or a count of items or properties. */
final class ScalarRules {

    private static final Map<String, Integer> LEAST =
            Map.of(
                    "minLength", JsonTypes.STRING,
                    "minItems", JsonTypes.ARRAY,
                    "minProperties", JsonTypes.OBJECT);
    private static final Map<String, Integer> MOST =
            Map.of(
                    "maxLength", JsonTypes.STRING,
                    "maxItems", JsonTypes.ARRAY,
                    "maxProperties", JsonTypes.OBJECT);

    private final Conjunction given;
    private final SchemaPlace rule;
    private final String data;
    private final List<Difference> found;

    private ScalarRules(Conjunction given, SchemaPlace rule, String data, List<Difference> found) {
        this.given = given;
        this.rule = rule;
        this.data = data;
        this.found = found;
    }

    static void check(Conjunction given, SchemaPlace rule, String data, List<Difference> found) {
        ScalarRules rules = new ScalarRules(given, rule, data, found);
        LEAST.forEach((keyword, type) -> rules.least(keyword, type));
        MOST.forEach((keyword, type) -> rules.most(keyword, type));
        for (String keyword : List.of("enum", "const")) {
            if (rule.has(keyword) && given.types() != 0) {
                rules.add(
                        keyword, JsonTypes.text(given.types()), Texts.of(rule.get(keyword)), true);
            }
        }
        if (given.may(JsonTypes.NUMBER)) {
            rules.numbers();
        }
        if (given.may(JsonTypes.STRING)) {
            rules.texts();
        }
    }

    private void least(String keyword, int type) {
        if (given.may(type) && rule.has(keyword)) {
            BigDecimal own = given.only(type).least(keyword);
            BigDecimal asked = rule.get(keyword).decimalValue();
            if (own.compareTo(asked) < 0) {
                add(keyword, "at least " + own, "at least " + asked, true);
            }
        }
    }

    private void most(String keyword, int type) {
        if (given.may(type) && rule.has(keyword)) {
            Optional<BigDecimal> own = given.only(type).most(keyword);
            BigDecimal asked = rule.get(keyword).decimalValue();
            if (own.isEmpty() || own.get().compareTo(asked) > 0) {
                String most = own.map(it -> "at most " + it).orElse("no limit");
                add(keyword, most, "at most " + asked, true);
            }
        }
    }

    private void numbers() {
        Conjunction numbers = given.only(JsonTypes.NUMBER);
        Conjunction.Bound lower = numbers.lower();
        for (Conjunction.Bound asked : Conjunction.bounds(rule, "minimum", "exclusiveMinimum")) {
            if (lower == null || !Conjunction.implies(lower, asked, 1)) {
                add(
                        asked.open() ? "exclusiveMinimum" : "minimum",
                        lower == null ? "no limit" : lower.text("least"),
                        asked.text("least"),
                        true);
            }
        }
        Conjunction.Bound upper = numbers.upper();
        for (Conjunction.Bound asked : Conjunction.bounds(rule, "maximum", "exclusiveMaximum")) {
            if (upper == null || !Conjunction.implies(upper, asked, -1)) {
                add(
                        asked.open() ? "exclusiveMaximum" : "maximum",
                        upper == null ? "no limit" : upper.text("most"),
                        asked.text("most"),
                        true);
            }
        }
        if (rule.has("multipleOf")) {
            multipleOf(numbers, rule.get("multipleOf").decimalValue());
        }
    }

    private void multipleOf(Conjunction numbers, BigDecimal asked) {
        List<BigDecimal> own =
                numbers.values("multipleOf").stream().map(JsonNode::decimalValue).toList();
        boolean follows =
                own.stream().anyMatch(it -> isMultiple(it, asked))
                        || (!numbers.may(JsonTypes.FRACTION) && isMultiple(BigDecimal.ONE, asked));
        if (!follows) {
            String given = own.isEmpty() ? "any number" : "a multiple of " + own.getFirst();
            add("multipleOf", given, "a multiple of " + asked, own.size() <= 1);
        }
    }

    private static boolean isMultiple(BigDecimal number, BigDecimal of) {
        return number.remainder(of).signum() == 0;
    }

    private void texts() {
        if (rule.has("pattern")) {
            List<JsonNode> own = given.values("pattern");
            if (!own.contains(rule.get("pattern"))) {
                String given = own.isEmpty() ? "any text" : "matches " + Texts.of(own.getFirst());
                add("pattern", given, "matches " + Texts.of(rule.get("pattern")), own.isEmpty());
            }
        }
        String format = rule.get("format").asString("");
        if (CheckedFormat.isChecked(format)) {
            List<String> own =
                    given.values("format").stream()
                            .map(JsonNode::asString)
                            .filter(CheckedFormat::isChecked)
                            .toList();
            boolean follows =
                    own.contains(format) || (format.equals("uri-reference") && own.contains("uri"));
            if (!follows) {
                String given = own.isEmpty() ? "any text" : own.getFirst();
                boolean certain = own.isEmpty();
                add("format", given, format, certain);
            }
        }
    }

    private void add(String keyword, String was, String is, boolean certain) {
        found.add(new Difference(rule, keyword, data, was, is, certain));
    }
}
