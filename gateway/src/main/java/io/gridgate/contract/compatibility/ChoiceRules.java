package io.gridgate.contract.compatibility;

import io.gridgate.contract.SchemaPlace;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/** The keywords that hold schemas for the same value. */
final class ChoiceRules {

    private static final List<String> CONDITION = List.of("if", "then", "else");

    /** Keywords of older dialects, of which it is not said here what they mean. */
    private static final List<String> UNKNOWN =
            List.of("$dynamicRef", "$recursiveRef", "dependencies", "additionalItems");

    private final Containment containment;
    private final Conjunction given;
    private final SchemaPlace rule;
    private final String data;

    ChoiceRules(Containment containment, Conjunction given, SchemaPlace rule, String data) {
        this.containment = containment;
        this.given = given;
        this.rule = rule;
        this.data = data;
    }

    void check(List<Difference> found) {
        reference(found);
        rule.children("allOf").forEach(it -> found.addAll(containment.check(given, it, data)));
        if (rule.has("anyOf") && !has(List.of("anyOf")) && !eachFits(given)) {
            add(found, "anyOf", "other alternatives", !isReached());
        }
        if (rule.has("oneOf") && !has(List.of("oneOf")) && !eachFitsOne(given)) {
            add(found, "oneOf", "other alternatives", false);
        }
        if (rule.has("not") && !has(List.of("not")) && !isDisjoint(given, rule.child("not"))) {
            add(found, "not", "not ruled out", false);
        }
        if (rule.has("if") && !has(CONDITION) && !keeps("then", "else")) {
            add(found, "if", "no such condition", false);
        }
        UNKNOWN.stream().filter(rule::has).forEach(it -> add(found, it, "", false));
    }

    private void reference(List<Difference> found) {
        if (rule.has("$ref")) {
            Optional<SchemaPlace> target =
                    containment.asked().resolve(rule, rule.get("$ref").asString());
            if (target.isPresent()) {
                found.addAll(containment.check(given, target.get(), data));
            } else {
                add(found, "$ref", "", false);
            }
        }
    }

    private boolean has(List<String> keywords) {
        Sameness sameness = new Sameness(containment.given(), containment.asked());
        return given.parts().stream()
                .anyMatch(it -> it.has(keywords.getFirst()) && sameness.same(keywords, it, rule));
    }

    private boolean keeps(String... keywords) {
        for (String keyword : keywords) {
            if (rule.has(keyword)
                    && !containment.check(given, rule.child(keyword), data).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private boolean eachFits(Conjunction some) {
        return fits(some)
                || JsonTypes.split(some.types()).stream().allMatch(it -> fits(some.only(it)));
    }

    private boolean fits(Conjunction some) {
        return rule.children("anyOf").stream()
                .anyMatch(it -> containment.check(some, it, data).isEmpty());
    }

    private boolean eachFitsOne(Conjunction some) {
        return fitsOne(some)
                || JsonTypes.split(some.types()).stream().allMatch(it -> fitsOne(some.only(it)));
    }

    private boolean fitsOne(Conjunction some) {
        List<SchemaPlace> all = rule.children("oneOf");
        return all.stream()
                .anyMatch(one ->
                        containment.check(some, one, data).isEmpty()
                                && all.stream()
                                        .allMatch(it ->
                                                it.pointer().equals(one.pointer())
                                                        || isDisjoint(some, it)));
    }

    /** Tells whether every type of the data is one of some alternative. */
    private boolean isReached() {
        int types =
                rule.children("anyOf").stream()
                        .flatMap(it -> Cases.of(containment.asked(), List.of(it)).stream())
                        .mapToInt(Conjunction::types)
                        .reduce(0, (one, other) -> one | other);
        return (given.types() & ~types) == 0;
    }

    /** Tells whether no data of a case can keep a schema, as far as that is easy to see. */
    private boolean isDisjoint(Conjunction some, SchemaPlace other) {
        Optional<List<JsonNode>> values = containment.values(some);
        if (values.isPresent()) {
            return values.get().stream()
                    .noneMatch(it -> containment.asked().accepts(other, it).orElse(true));
        }
        return Cases.of(containment.asked(), List.of(other)).stream()
                .allMatch(it -> (it.types() & some.types()) == 0 || isToldApart(some, it));
    }

    /** Tells whether a property that is always there has values in the one that the other lacks. */
    private boolean isToldApart(Conjunction some, Conjunction other) {
        if ((some.types() & ~JsonTypes.OBJECT) != 0) {
            return false;
        }
        Members members = new Members(containment.given(), some, false);
        return some.required().stream()
                .anyMatch(name -> {
                    List<SchemaPlace> others =
                            other.parts().stream()
                                    .flatMap(it -> Members.own(it, name).stream())
                                    .toList();
                    return !others.isEmpty()
                            && Cases.of(containment.given(), members.named(name)).stream()
                                    .allMatch(it -> isRefused(it, others));
                });
    }

    private boolean isRefused(Conjunction property, List<SchemaPlace> others) {
        Optional<List<JsonNode>> values = containment.values(property);
        return values.isPresent()
                && values.get().stream()
                        .allMatch(value ->
                                others.stream()
                                        .anyMatch(it ->
                                                !containment
                                                        .asked()
                                                        .accepts(it, value)
                                                        .orElse(true)));
    }

    private void add(List<Difference> found, String keyword, String was, boolean certain) {
        String asked = keyword + " " + Texts.of(rule.get(keyword));
        found.add(new Difference(rule, keyword, data, was, asked, certain));
    }
}
