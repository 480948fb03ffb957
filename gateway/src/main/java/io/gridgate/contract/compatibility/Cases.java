package io.gridgate.contract.compatibility;

import io.gridgate.contract.SchemaPlace;
import io.gridgate.contract.Schemas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes schemas apart into cases without {@code allOf}, {@code anyOf}, {@code oneOf} and {@code
 * $ref}: data that keeps the schemas is in one of the cases. What cannot be taken apart is left
 * out, so that a case may hold more than the schemas do, never less.
 */
final class Cases {

    /** Most cases of one schema; beyond them choices are left out. */
    private static final int MAX = 64;

    private static final List<String> LEFT_OUT =
            List.of("if", "dependentSchemas", "not", "$dynamicRef");

    private final Schemas schemas;
    private final List<SchemaPlace> parts = new ArrayList<>();
    private final List<List<SchemaPlace>> choices = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private boolean whole = true;
    private boolean impossible;

    private Cases(Schemas schemas) {
        this.schemas = schemas;
    }

    /** Returns the cases of data that keeps all of some schemas; none if no data can. */
    static List<Conjunction> of(Schemas schemas, List<SchemaPlace> all) {
        Cases cases = new Cases(schemas);
        all.forEach(cases::add);
        return cases.expand(MAX);
    }

    private void add(SchemaPlace schema) {
        if (schema.json().isBoolean()) {
            impossible |= !schema.json().booleanValue();
            return;
        }
        if (!seen.add(schema.toString())) {
            return;
        }
        parts.add(schema);
        if (schema.has("$ref")) {
            Optional<SchemaPlace> target = schemas.resolve(schema, schema.get("$ref").asString());
            whole &= target.isPresent();
            target.ifPresent(this::add);
        }
        schema.children("allOf").forEach(this::add);
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (schema.has(keyword)) {
                choices.add(schema.children(keyword));
                whole = false;
            }
        }
        whole &= LEFT_OUT.stream().noneMatch(schema::has);
    }

    private List<Conjunction> expand(int max) {
        if (impossible) {
            return List.of();
        }
        if (choices.isEmpty() || max < choices.getFirst().size()) {
            int types =
                    parts.stream()
                            .mapToInt(part -> JsonTypes.of(part.get("type")))
                            .reduce(JsonTypes.ALL, (one, other) -> one & other);
            return types == 0 ? List.of() : List.of(new Conjunction(parts, types, whole));
        }
        List<SchemaPlace> first = choices.getFirst();
        List<Conjunction> all = new ArrayList<>();
        for (SchemaPlace alternative : first) {
            Cases one = new Cases(schemas);
            one.parts.addAll(parts);
            one.choices.addAll(choices.subList(1, choices.size()));
            one.seen.addAll(seen);
            one.whole = whole;
            one.add(alternative);
            all.addAll(one.expand(max / first.size()));
        }
        return all;
    }
}
