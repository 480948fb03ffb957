package io.gridgate.contract.compatibility;

import io.gridgate.contract.SchemaPlace;

import tools.jackson.databind.JsonNode;

/** Words for what schemas say. */
final class Texts {

    private static final int LENGTH_MAX = 120;

    private Texts() {}

    /** Returns JSON, cut where it is long. */
    static String of(JsonNode json) {
        String text = json.toString();
        return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX - 1) + "…";
    }

    /** Returns the keyword that most likely refuses a single value. */
    static String keywordOfValues(SchemaPlace rule) {
        for (String keyword : new String[] {"enum", "const", "type", "$ref", "anyOf", "oneOf"}) {
            if (rule.has(keyword)) {
                return keyword;
            }
        }
        return "";
    }

    /** Returns what a schema asks of a single value. */
    static String ofValues(SchemaPlace rule) {
        String keyword = keywordOfValues(rule);
        return switch (keyword) {
            case "enum" -> "one of " + of(rule.get(keyword));
            case "const" -> of(rule.get(keyword));
            case "type" -> JsonTypes.text(JsonTypes.of(rule.get(keyword)));
            default -> "not allowed by " + of(rule.json());
        };
    }
}
