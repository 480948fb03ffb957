package io.gridgate.contract;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Arbitrary data and schemas of few names and values, so that they have to do with each other. */
public final class ArbitraryData {

    private static final List<String> NAMES = List.of("a", "b", "c", "amount", "é", "a/b");

    private ArbitraryData() {}

    /** JSON in all its ways of writing; no name twice in an object. */
    public static Arbitrary<String> values() {
        return Arbitraries.recursive(ArbitraryData::scalars, ArbitraryData::composites, 0, 3);
    }

    /** Schemas of JSON Schema 2020-12 that the library and RE2 can read. */
    public static Arbitrary<String> schemas() {
        Arbitrary<String> leaf =
                Arbitraries.oneOf(List.of(Arbitraries.of("true", "false", "{}"), assertions()));
        return Arbitraries.recursive(() -> leaf, it -> applicators(it, false), 0, 3)
                .filter(schema -> schema.startsWith("{"));
    }

    /** Schemas that can be checked at a glance. */
    static Arbitrary<String> simpleSchemas() {
        Arbitrary<String> leaf =
                assertions()
                        .filter(it -> !it.contains("unevaluated"))
                        .filter(it -> !it.contains("unique"))
                        .filter(it -> !it.contains("dependent"));
        return Arbitraries.recursive(() -> leaf, it -> applicators(it, true), 0, 3);
    }

    private static Arbitrary<String> scalars() {
        return Arbitraries.oneOf(
                List.of(
                        Arbitraries.of("null", "true", "false", "{}", "[]", "[ ]", "{ \n}"),
                        Arbitraries.of("0", "1", "2", "-1", "1.0", "1e0", "0.01", "1.005", "1e30"),
                        Arbitraries.of("12345678901234567890", "1e-20", "-0.0", "2.50"),
                        Arbitraries.of("\"\"", "\"a\"", "\"ab\"", "\"\\u0061\"", "\"😀\""),
                        Arbitraries.of("\"2026-11-21\"", "\"2026-11-21T08:00:00Z\""),
                        Arbitraries.of(
                                "\"a\\\\b\\n\"", "\"\\ud83d\\ude00\"", "\"é€\"", "\"EUR\"")));
    }

    private static Arbitrary<String> composites(Arbitrary<String> inner) {
        Arbitrary<String> space = Arbitraries.of("", "", " ", "\r\n\t");
        Arbitrary<Map<String, String>> members =
                Arbitraries.maps(Arbitraries.of(NAMES), inner).ofMaxSize(4);
        return Arbitraries.oneOf(
                List.of(
                        Combinators.combine(inner.list().ofMaxSize(4), space)
                                .as((items, s) ->
                                        "[" + s + String.join(s + "," + s, items) + s + "]"),
                        Combinators.combine(members, space).as(ArbitraryData::object)));
    }

    private static String object(Map<String, String> members, String space) {
        return members.entrySet().stream()
                .map(it -> space + "\"" + it.getKey() + "\"" + space + ":" + space + it.getValue())
                .collect(Collectors.joining(space + ",", "{", space + "}"));
    }

    /** One to three keywords that look at a value itself. */
    private static Arbitrary<String> assertions() {
        Arbitrary<String> keyword =
                Arbitraries.of(
                        "\"type\":\"object\"",
                        "\"type\":\"array\"",
                        "\"type\":\"string\"",
                        "\"type\":\"integer\"",
                        "\"type\":\"number\"",
                        "\"type\":\"boolean\"",
                        "\"type\":\"null\"",
                        "\"type\":[\"string\",\"integer\",\"null\"]",
                        "\"enum\":[1,\"a\",null,[1],{\"a\":1}]",
                        "\"enum\":[\"a\",\"ab\",\"EUR\"]",
                        "\"const\":1",
                        "\"const\":\"a\"",
                        "\"const\":{\"a\":1.0}",
                        "\"minimum\":1",
                        "\"maximum\":1.0",
                        "\"exclusiveMinimum\":0",
                        "\"exclusiveMaximum\":2.5",
                        "\"multipleOf\":0.01",
                        "\"multipleOf\":2",
                        "\"minLength\":1",
                        "\"maxLength\":1",
                        "\"pattern\":\"^[A-Z]{3}$\"",
                        "\"pattern\":\"a\"",
                        "\"format\":\"date\"",
                        "\"format\":\"date-time\"",
                        "\"minItems\":1",
                        "\"maxItems\":2",
                        "\"uniqueItems\":true",
                        "\"minProperties\":1",
                        "\"maxProperties\":2",
                        "\"required\":[\"a\"]",
                        "\"required\":[\"b\",\"amount\"]",
                        "\"dependentRequired\":{\"a\":[\"b\"]}",
                        "\"additionalProperties\":false",
                        "\"unevaluatedProperties\":false",
                        "\"title\":\"a remark\"");
        return keyword.set().ofMinSize(1).ofMaxSize(3).map(ArbitraryData::schema);
    }

    private static String schema(Iterable<String> keywords) {
        StringBuilder schema = new StringBuilder();
        for (String keyword : keywords) {
            String name = keyword.substring(0, keyword.indexOf(':') + 1);
            if (!schema.toString().contains(name)) {
                schema.append(schema.isEmpty() ? "" : ",").append(keyword);
            }
        }
        return "{" + schema + "}";
    }

    /** One to three keywords that hold other schemas, and perhaps one of the others. */
    private static Arbitrary<String> applicators(Arbitrary<String> inner, boolean simple) {
        Arbitrary<List<String>> few = inner.list().ofMinSize(1).ofMaxSize(3);
        Arbitrary<String> simpleOnes =
                Arbitraries.oneOf(
                        List.of(
                                Arbitraries.maps(Arbitraries.of(NAMES), inner)
                                        .ofMinSize(1)
                                        .ofMaxSize(3)
                                        .map(it -> "\"properties\":" + object(it, "")),
                                inner.map(it -> "\"items\":" + it),
                                inner.map(it -> "\"additionalProperties\":" + it),
                                few.map(it -> list("allOf", it)),
                                few.map(it -> list("anyOf", it)),
                                Arbitraries.of("\"$ref\":\"#/$defs/a\"", "\"required\":[\"a\"]"),
                                Arbitraries.of("\"type\":\"object\"", "\"type\":\"array\"")));
        Arbitrary<String> others =
                Arbitraries.oneOf(
                        List.of(
                                inner.map(it -> "\"patternProperties\":{\"^a\":" + it + "}"),
                                inner.map(it -> "\"not\":" + it),
                                inner.map(it -> "\"contains\":" + it),
                                inner.map(it -> "\"if\":" + it),
                                inner.map(it -> "\"then\":" + it),
                                few.map(it -> list("oneOf", it)),
                                few.map(it -> list("prefixItems", it))));
        Arbitrary<String> keyword =
                simple ? simpleOnes : Arbitraries.oneOf(List.of(simpleOnes, others));
        return keyword.list().ofMinSize(1).ofMaxSize(3).map(ArbitraryData::schema);
    }

    private static String list(String keyword, List<String> schemas) {
        return "\"" + keyword + "\":[" + String.join(",", schemas) + "]";
    }
}
