package io.gridgate.contract.documentation;

import io.gridgate.contract.SchemaPlace;
import io.gridgate.contract.Schemas;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the fields that a contract names, also in what it refers to and in {@code allOf}. What
 * stands in alternatives and conditions is not listed: only the schema says that exactly.
 */
final class Fields {

    private static final int DEPTH_MAX = 8;

    private final Schemas schemas;
    private final List<Field> found = new ArrayList<>();
    private final Set<String> open = new HashSet<>();

    private Fields(Schemas schemas) {
        this.schemas = schemas;
    }

    static List<Field> of(Schemas schemas, SchemaPlace contract) {
        Fields fields = new Fields(schemas);
        fields.add("", fields.parts(contract), 0);
        return fields.found;
    }

    /** Returns a schema with all that holds of the same value besides. */
    private List<SchemaPlace> parts(SchemaPlace schema) {
        Set<String> seen = new LinkedHashSet<>();
        List<SchemaPlace> parts = new ArrayList<>();
        collect(schema, seen, parts);
        return parts;
    }

    private void collect(SchemaPlace schema, Set<String> seen, List<SchemaPlace> parts) {
        if (seen.add(schema.toString())) {
            if (schema.has("$ref")) {
                schemas.resolve(schema, schema.get("$ref").asString())
                        .ifPresent(it -> collect(it, seen, parts));
            }
            schema.children("allOf").forEach(it -> collect(it, seen, parts));
            parts.add(schema);
        }
    }

    private void add(String path, List<SchemaPlace> parts, int depth) {
        Set<String> required =
                parts.stream()
                        .flatMap(it -> it.get("required").valueStream())
                        .map(JsonNode::asString)
                        .collect(Collectors.toSet());
        List<String> places = parts.stream().map(SchemaPlace::toString).toList();
        if (depth > DEPTH_MAX || places.stream().anyMatch(open::contains)) {
            return;
        }
        open.addAll(places);
        for (SchemaPlace part : parts) {
            for (Map.Entry<String, SchemaPlace> each : part.members("properties")) {
                String name = path + each.getKey();
                field(name, parts(each.getValue()), required.contains(each.getKey()), depth);
            }
            if (part.has("items")) {
                String items = path.isEmpty() ? "[]" : path.substring(0, path.length() - 1) + "[]";
                field(items, parts(part.child("items")), false, depth);
            }
        }
        places.forEach(open::remove);
    }

    private void field(String path, List<SchemaPlace> parts, boolean required, int depth) {
        String description =
                parts.reversed().stream()
                        .map(it -> it.get("description").asString(""))
                        .filter(it -> !it.isEmpty())
                        .findFirst()
                        .orElse("");
        found.add(new Field(path, TypeText.of(parts), required, description));
        add(path + ".", parts, depth + 1);
    }
}
