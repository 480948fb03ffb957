package io.gridgate.contract.compatibility;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Changes a schema in one to three places, as people do: most often a little wider. */
final class SchemaChange {

    private static final JsonMapper JACKSON = new JsonMapper();
    private static final Set<String> NAMED = Set.of("properties", "patternProperties", "$defs");
    private static final Set<String> LEAVES = Set.of("enum", "const", "dependentRequired");
    private static final List<String> ADDED =
            List.of(
                    "{\"type\":[\"object\",\"array\",\"string\"]}",
                    "{\"minimum\":0}",
                    "{\"maxLength\":5}",
                    "{\"required\":[\"a\"]}",
                    "{\"properties\":{\"b\":{\"type\":\"string\"}}}",
                    "{\"additionalProperties\":false}",
                    "{\"minItems\":0}",
                    "{\"not\":{\"type\":\"null\"}}",
                    "{\"propertyNames\":{\"maxLength\":6}}");

    private final Random random;

    SchemaChange(Random random) {
        this.random = random;
    }

    String apply(String schema) {
        ObjectNode changed = (ObjectNode) JACKSON.readTree(schema);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            List<ObjectNode> places = new ArrayList<>();
            collect(changed, places);
            change(places.get(random.nextInt(places.size())));
        }
        return changed.toString();
    }

    /** Finds the schemas, and not the objects that only hold some by name. */
    private static void collect(JsonNode schema, List<ObjectNode> places) {
        if (schema instanceof ObjectNode object) {
            places.add(object);
            object.properties()
                    .forEach(entry -> {
                        if (NAMED.contains(entry.getKey())) {
                            entry.getValue().forEach(it -> collect(it, places));
                        } else if (!LEAVES.contains(entry.getKey())) {
                            collect(entry.getValue(), places);
                        }
                    });
        } else if (schema instanceof ArrayNode array) {
            array.forEach(it -> collect(it, places));
        }
    }

    private void change(ObjectNode schema) {
        List<String> keywords =
                schema.propertyNames().stream().filter(it -> !it.equals("$defs")).toList();
        int choice = random.nextInt(6);
        if (keywords.isEmpty() || choice == 0) {
            String added = ADDED.get(random.nextInt(ADDED.size()));
            schema.setAll((ObjectNode) JACKSON.readTree(added));
            return;
        }
        String keyword = keywords.get(random.nextInt(keywords.size()));
        JsonNode value = schema.get(keyword);
        if (choice < 3 && value.isNumber()) {
            boolean upwards =
                    random.nextInt(4) > 0 == keyword.startsWith("m") == keyword.contains("ax");
            schema.put(
                    keyword,
                    Math.max(
                            keyword.equals("multipleOf") ? 1 : 0,
                            value.asInt() + (upwards ? 1 : -1)));
        } else if (choice < 3 && value instanceof ArrayNode array && array.size() > 1) {
            array.remove(random.nextInt(array.size()));
        } else if (choice == 3 && value.isObject()) {
            schema.set(keyword, wrapped(keyword, (ObjectNode) value));
        } else {
            schema.remove(keyword);
        }
    }

    /** Says the same in other words, or a little less. */
    private JsonNode wrapped(String keyword, ObjectNode value) {
        if (NAMED.contains(keyword) || LEAVES.contains(keyword)) {
            return value;
        }
        ObjectNode wrapped = JACKSON.createObjectNode();
        switch (random.nextInt(3)) {
            case 0 -> wrapped.putArray("allOf").add(value);
            case 1 -> wrapped.putArray("anyOf").add(value).add(JACKSON.readTree("{\"const\":7}"));
            default -> wrapped.putArray("oneOf").add(value);
        }
        return wrapped;
    }
}
