package io.gridgate.contract;

import org.jspecify.annotations.Nullable;

/** Says for each keyword of JSON Schema what would be right, in words for senders. */
final class ViolationText {

    private ViolationText() {}

    /**
     * Returns the text.
     *
     * @param key the library's key of the message: a keyword, sometimes with more after a dot
     * @param arguments what the library has to say about it
     */
    static String of(String key, Object @Nullable ... arguments) {
        String first = text(arguments, 0);
        String second = text(arguments, 1);
        return switch (key) {
            case "type", "unionType" -> "must be " + second + ", is " + first;
            case "required" -> "must have the property '" + first + "'";
            case "dependentRequired" ->
                    "must have the property '" + first + "' because it has '" + second + "'";
            case "additionalProperties", "unevaluatedProperties", "notAllowed" ->
                    "must not have the property '" + first + "'";
            case "propertyNames" -> "must not have a property of the name '" + first + "'";
            case "enum" -> "must be one of " + first;
            case "const" -> "must be " + first;
            case "pattern" -> "must match the pattern " + first;
            case "minLength" -> "must have at least " + first + " characters";
            case "maxLength" -> "must have at most " + first + " characters";
            case "minimum" -> "must be at least " + first;
            case "maximum" -> "must be at most " + first;
            case "exclusiveMinimum" -> "must be more than " + first;
            case "exclusiveMaximum" -> "must be less than " + first;
            case "multipleOf" -> "must be a multiple of " + first;
            case "minItems" -> "must have at least " + first + " items";
            case "maxItems" -> "must have at most " + first + " items";
            case "uniqueItems" -> "must not have equal items";
            case "contains", "contains.min" -> "must have more items of the kind that is asked for";
            case "contains.max" -> "must have fewer items of the kind that is asked for";
            case "minProperties" -> "must have at least " + first + " properties";
            case "maxProperties" -> "must have at most " + first + " properties";
            case "items", "additionalItems", "unevaluatedItems" ->
                    "must not have an item at index " + first;
            case "oneOf", "oneOf.indexes" ->
                    "must fit exactly one of the alternatives, fits " + first;
            case "not" -> "must not fit what the contract rules out";
            case "false" -> "must not be there";
            default ->
                    key.startsWith("format")
                            ? "must be written as " + first
                            : "must keep the rule '" + key + "'";
        };
    }

    private static String text(Object @Nullable [] arguments, int index) {
        return arguments != null && index < arguments.length
                ? String.valueOf(arguments[index])
                : "";
    }
}
