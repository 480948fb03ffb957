package io.gridgate.contract.compatibility;

import com.google.re2j.Pattern;

import io.gridgate.contract.SchemaPlace;
import io.gridgate.contract.Schemas;

import tools.jackson.databind.node.BooleanNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What schemas say of the members of an object. */
final class Members {

    private static final SchemaPlace NOTHING = new SchemaPlace("", "", BooleanNode.FALSE, false);

    private final Schemas schemas;
    private final Conjunction given;
    private final boolean knownOnly;

    /**
     * Looks at the members of an object.
     *
     * @param schemas the schemas among which it stands
     * @param given what is known of the object
     * @param knownOnly whether it has only properties that are named there
     */
    Members(Schemas schemas, Conjunction given, boolean knownOnly) {
        this.schemas = schemas;
        this.given = given;
        this.knownOnly = knownOnly && given.whole();
    }

    /** Returns what the property of a name keeps at least. */
    List<SchemaPlace> named(String name) {
        List<SchemaPlace> all = new ArrayList<>();
        boolean known = false;
        for (SchemaPlace part : given.parts()) {
            List<SchemaPlace> own = own(part, name);
            known |= !own.isEmpty();
            all.addAll(own.isEmpty() ? others(part) : own);
            if (part.has("unevaluatedProperties") && !Evaluated.perhaps(schemas, part).has(name)) {
                all.add(part.child("unevaluatedProperties"));
            }
        }
        return known || !closes() ? all : List.of(NOTHING);
    }

    /** Returns what properties that match a pattern keep at least. */
    List<SchemaPlace> matching(String pattern) {
        return given.parts().stream()
                .flatMap(part -> part.members("patternProperties").stream())
                .filter(it -> it.getKey().equals(pattern))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Returns what properties keep that are not named and match no pattern. */
    List<SchemaPlace> others() {
        List<SchemaPlace> all = new ArrayList<>();
        for (SchemaPlace part : given.parts()) {
            all.addAll(others(part));
            if (part.has("unevaluatedProperties")) {
                Evaluated evaluated = Evaluated.perhaps(schemas, part);
                if (evaluated.knowsOnly(given.names())) {
                    all.add(part.child("unevaluatedProperties"));
                }
            }
        }
        return closes() ? List.of(NOTHING) : all;
    }

    private boolean closes() {
        return knownOnly
                && given.parts().stream()
                        .noneMatch(it -> it.json().path("additionalProperties").isObject());
    }

    /** Returns what a schema says of a property by its name, empty where it does not know it. */
    static List<SchemaPlace> own(SchemaPlace schema, String name) {
        List<SchemaPlace> all = new ArrayList<>();
        if (schema.get("properties").has(name)) {
            schema.members("properties").stream()
                    .filter(it -> it.getKey().equals(name))
                    .forEach(it -> all.add(it.getValue()));
        }
        schema.members("patternProperties").stream()
                .filter(it -> Pattern.compile(it.getKey()).matcher(name).find())
                .forEach(it -> all.add(it.getValue()));
        return all;
    }

    /** Returns what a schema says of properties that it does not know. */
    static List<SchemaPlace> others(SchemaPlace schema) {
        return schema.has("additionalProperties")
                ? List.of(schema.child("additionalProperties"))
                : List.of();
    }
}
