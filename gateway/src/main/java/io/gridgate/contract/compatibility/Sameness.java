package io.gridgate.contract.compatibility;

import io.gridgate.contract.SchemaPlace;
import io.gridgate.contract.Schemas;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whether two schemas say the same in the same words, remarks aside. For one thread. */
final class Sameness {

    private static final Set<String> REMARKS =
            Set.of(
                    "$schema",
                    "$id",
                    "$anchor",
                    "$comment",
                    "$defs",
                    "definitions",
                    "title",
                    "description",
                    "default",
                    "deprecated",
                    "examples",
                    "readOnly",
                    "writeOnly",
                    "contentEncoding",
                    "contentMediaType",
                    "contentSchema",
                    "x-owner");
    private static final Set<String> ONE =
            Set.of(
                    "items",
                    "additionalProperties",
                    "unevaluatedItems",
                    "unevaluatedProperties",
                    "not",
                    "if",
                    "then",
                    "else",
                    "contains",
                    "propertyNames");
    private static final Set<String> SEVERAL = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "dependentSchemas");

    private final Schemas left;
    private final Schemas right;
    private final Set<String> assumed = new HashSet<>();

    Sameness(Schemas left, Schemas right) {
        this.left = left;
        this.right = right;
    }

    boolean same(SchemaPlace one, SchemaPlace other) {
        if (!one.json().isObject() || !other.json().isObject()) {
            return one.json().equals(other.json());
        }
        if (!assumed.add(one + " " + other)) {
            return true;
        }
        Set<String> keywords = keywords(one);
        boolean same =
                keywords.equals(keywords(other))
                        && keywords.stream().allMatch(it -> same(it, one, other));
        if (!same) {
            assumed.remove(one + " " + other);
        }
        return same;
    }

    /** Tells whether two schemas say the same with some keywords. */
    boolean same(List<String> keywords, SchemaPlace one, SchemaPlace other) {
        return keywords.stream()
                .allMatch(it ->
                        one.has(it) == other.has(it) && (!one.has(it) || same(it, one, other)));
    }

    private boolean same(String keyword, SchemaPlace one, SchemaPlace other) {
        if (ONE.contains(keyword)) {
            return same(one.child(keyword), other.child(keyword));
        }
        if (SEVERAL.contains(keyword)) {
            List<SchemaPlace> some = one.children(keyword);
            List<SchemaPlace> others = other.children(keyword);
            return some.size() == others.size()
                    && IntStream.range(0, some.size())
                            .allMatch(index -> same(some.get(index), others.get(index)));
        }
        if (NAMED.contains(keyword)) {
            Map<String, SchemaPlace> some = byName(one, keyword);
            Map<String, SchemaPlace> others = byName(other, keyword);
            return some.keySet().equals(others.keySet())
                    && some.entrySet().stream()
                            .allMatch(it -> sameNamed(it.getValue(), others.get(it.getKey())));
        }
        if (keyword.equals("$ref")) {
            Optional<SchemaPlace> some = left.resolve(one, one.get(keyword).asString());
            Optional<SchemaPlace> others = right.resolve(other, other.get(keyword).asString());
            return some.isPresent() && others.isPresent() && same(some.get(), others.get());
        }
        return !keyword.startsWith("$dynamic") && one.get(keyword).equals(other.get(keyword));
    }

    private boolean sameNamed(SchemaPlace one, @Nullable SchemaPlace other) {
        return other != null && same(one, other);
    }

    private static Map<String, SchemaPlace> byName(SchemaPlace schema, String keyword) {
        return schema.members(keyword).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> keywords(SchemaPlace schema) {
        return schema.json().propertyNames().stream()
                .filter(Predicate.not(REMARKS::contains))
                .collect(Collectors.toSet());
    }
}
