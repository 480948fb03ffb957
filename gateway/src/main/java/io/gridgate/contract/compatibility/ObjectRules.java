package io.gridgate.contract.compatibility;

import io.gridgate.contract.SchemaPlace;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The keywords that look at the properties of an object. */
final class ObjectRules {

    private final Containment containment;
    private final Conjunction given;
    private final Members members;
    private final SchemaPlace rule;
    private final String data;

    ObjectRules(Containment containment, Conjunction given, SchemaPlace rule, String data) {
        this.containment = containment;
        this.given = given;
        this.members = new Members(containment.given(), given, containment.knownOnly());
        this.rule = rule;
        this.data = data;
    }

    void check(List<Difference> found) {
        required(found);
        named(found);
        matching(found);
        others(found);
        names(found);
        dependent(found);
    }

    private void required(List<Difference> found) {
        Set<String> own = given.required();
        for (JsonNode name : rule.get("required")) {
            if (!own.contains(name.asString())) {
                String property = "the property '" + name.asString() + "'";
                add(found, "required", property + " was optional", property + " is required");
            }
        }
    }

    private void named(List<Difference> found) {
        Set<String> names = new TreeSet<>(given.names());
        names.addAll(rule.get("properties").propertyNames());
        for (String name : names) {
            List<SchemaPlace> own = members.named(name);
            List<SchemaPlace> rules = Members.own(rule, name);
            for (SchemaPlace each : rules.isEmpty() ? Members.others(rule) : rules) {
                found.addAll(containment.check(own, each, data + "/" + escape(name)));
            }
            if (rule.has("unevaluatedProperties")
                    && !Evaluated.always(containment.asked(), rule).has(name)) {
                SchemaPlace each = rule.child("unevaluatedProperties");
                found.addAll(containment.check(own, each, data + "/" + escape(name)));
            }
        }
    }

    private void matching(List<Difference> found) {
        for (Map.Entry<String, SchemaPlace> each : rule.members("patternProperties")) {
            if (given.patterns().contains(each.getKey())) {
                found.addAll(
                        containment.check(
                                members.matching(each.getKey()), each.getValue(), data + "/*"));
                continue;
            }
            for (String other : given.patterns()) {
                containment.check(members.matching(other), each.getValue(), data + "/*").stream()
                        .map(ObjectRules::uncertain)
                        .forEach(found::add);
            }
            found.addAll(containment.check(members.others(), each.getValue(), data + "/*"));
        }
    }

    /** Compares what keeps properties that one of the two schemas does not know. */
    private void others(List<Difference> found) {
        for (SchemaPlace each : Members.others(rule)) {
            found.addAll(containment.check(members.others(), each, data + "/*"));
            for (String pattern : given.patterns()) {
                if (!rule.get("patternProperties").has(pattern)) {
                    found.addAll(containment.check(members.matching(pattern), each, data + "/*"));
                }
            }
        }
        Evaluated evaluated = Evaluated.always(containment.asked(), rule);
        if (rule.has("unevaluatedProperties") && !evaluated.hasAll()) {
            SchemaPlace each = rule.child("unevaluatedProperties");
            found.addAll(containment.check(members.others(), each, data + "/*"));
            for (String pattern : given.patterns()) {
                if (!evaluated.hasPattern(pattern)) {
                    found.addAll(containment.check(members.matching(pattern), each, data + "/*"));
                }
            }
        }
    }

    private void names(List<Difference> found) {
        if (!rule.has("propertyNames")) {
            return;
        }
        SchemaPlace asked = rule.child("propertyNames");
        boolean closed =
                given.patterns().isEmpty()
                        && Cases.of(containment.given(), members.others()).isEmpty();
        boolean follows =
                closed
                        ? given.names().stream().allMatch(it -> isAllowed(it, asked))
                        : Cases.of(containment.given(), ownNames()).stream()
                                .map(it -> it.only(JsonTypes.STRING))
                                .allMatch(it -> containment.check(it, asked, data).isEmpty());
        if (!follows) {
            String was = ownNames().isEmpty() ? "any names" : "other names";
            found.add(
                    new Difference(
                            rule,
                            "propertyNames",
                            data,
                            was,
                            "names that fit " + Texts.of(asked.json()),
                            ownNames().isEmpty()));
        }
    }

    private List<SchemaPlace> ownNames() {
        return given.parts().stream()
                .filter(it -> it.has("propertyNames"))
                .map(it -> it.child("propertyNames"))
                .toList();
    }

    private boolean isAllowed(String name, SchemaPlace asked) {
        return isImpossible(name)
                || containment.asked().accepts(asked, StringNode.valueOf(name)).orElse(false);
    }

    private boolean isImpossible(String name) {
        return Cases.of(containment.given(), members.named(name)).isEmpty();
    }

    private void dependent(List<Difference> found) {
        for (Map.Entry<String, JsonNode> each : rule.get("dependentRequired").properties()) {
            for (JsonNode name : each.getValue()) {
                if (!isImpossible(each.getKey()) && !needs(each.getKey(), name)) {
                    add(
                            found,
                            "dependentRequired",
                            "'" + each.getKey() + "' alone",
                            "'" + name.asString() + "' where there is '" + each.getKey() + "'");
                }
            }
        }
        for (Map.Entry<String, SchemaPlace> each : rule.members("dependentSchemas")) {
            boolean follows =
                    isImpossible(each.getKey())
                            || ownDependent(each.getKey(), each.getValue())
                            || containment.check(given, each.getValue(), data).isEmpty();
            if (!follows) {
                String asked = "where there is '" + each.getKey() + "', another schema holds";
                found.add(new Difference(rule, "dependentSchemas", data, "", asked, false));
            }
        }
    }

    private boolean needs(String trigger, JsonNode name) {
        return given.required().contains(name.asString())
                || given.parts().stream()
                        .map(it -> it.get("dependentRequired").path(trigger))
                        .anyMatch(it -> it.valueStream().anyMatch(name::equals));
    }

    private boolean ownDependent(String trigger, SchemaPlace asked) {
        return given.parts().stream()
                .flatMap(it -> it.members("dependentSchemas").stream())
                .filter(it -> it.getKey().equals(trigger))
                .anyMatch(it ->
                        new Sameness(containment.given(), containment.asked())
                                .same(it.getValue(), asked));
    }

    private void add(List<Difference> found, String keyword, String was, String is) {
        found.add(new Difference(rule, keyword, data, was, is, true));
    }

    private static Difference uncertain(Difference it) {
        return new Difference(it.rule(), it.keyword(), it.data(), it.given(), it.asked(), false);
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
