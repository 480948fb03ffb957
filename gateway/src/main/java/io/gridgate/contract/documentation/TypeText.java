package io.gridgate.contract.documentation;

import io.gridgate.contract.SchemaPlace;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in words what a schema asks of a value. */
final class TypeText {

    private static final List<String> SHOWN =
            List.of(
                    "const",
                    "enum",
                    "type",
                    "format",
                    "pattern",
                    "minimum",
                    "exclusiveMinimum",
                    "maximum",
                    "exclusiveMaximum",
                    "multipleOf",
                    "minLength",
                    "maxLength",
                    "minItems",
                    "maxItems",
                    "uniqueItems");
    private static final List<String> OTHERS =
            List.of("anyOf", "oneOf", "not", "if", "patternProperties", "propertyNames");

    private TypeText() {}

    static String of(List<SchemaPlace> parts) {
        List<String> words = new ArrayList<>();
        for (String keyword : SHOWN) {
            parts.stream()
                    .filter(it -> it.has(keyword))
                    .map(it -> words(keyword, it.get(keyword)))
                    .distinct()
                    .forEach(words::add);
        }
        if (parts.stream().anyMatch(it -> OTHERS.stream().anyMatch(it::has))) {
            words.add("more in the schema");
        }
        return words.isEmpty() ? "anything" : String.join(", ", words);
    }

    private static String words(String keyword, JsonNode value) {
        return switch (keyword) {
            case "const" -> value.toString();
            case "enum" ->
                    "one of "
                            + value.valueStream()
                                    .map(JsonNode::toString)
                                    .collect(Collectors.joining(", "));
            case "type" ->
                    value.isArray()
                            ? value.valueStream()
                                    .map(JsonNode::asString)
                                    .collect(Collectors.joining(" or "))
                            : value.asString();
            case "format" -> value.asString();
            case "pattern" -> "matches " + value.asString();
            case "minimum" -> "at least " + value;
            case "exclusiveMinimum" -> "more than " + value;
            case "maximum" -> "at most " + value;
            case "exclusiveMaximum" -> "less than " + value;
            case "multipleOf" -> "a multiple of " + value;
            case "minLength" -> "at least " + value + " characters";
            case "maxLength" -> "at most " + value + " characters";
            case "minItems" -> "at least " + value + " items";
            case "maxItems" -> "at most " + value + " items";
            default -> "no equal items";
        };
    }
}
