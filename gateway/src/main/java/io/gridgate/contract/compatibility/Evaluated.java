package io.gridgate.contract.compatibility;

import com.google.re2j.Pattern;

import io.gridgate.contract.SchemaPlace;
import io.gridgate.contract.Schemas;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which properties a schema looks at, as far as {@code unevaluatedProperties} asks: by itself and
 * by the schemas that look at the same value.
 */
final class Evaluated {

    private final Schemas schemas;
    private final boolean perhaps;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> patterns = new HashSet<>();
    private boolean all;

    private Evaluated(Schemas schemas, boolean perhaps) {
        this.schemas = schemas;
        this.perhaps = perhaps;
    }

    /** Returns what is looked at in any data that keeps the schema. */
    static Evaluated always(Schemas schemas, SchemaPlace schema) {
        return new Evaluated(schemas, false).read(schema, true);
    }

    /** Returns what may be looked at, whichever alternatives the data keeps. */
    static Evaluated perhaps(Schemas schemas, SchemaPlace schema) {
        return new Evaluated(schemas, true).read(schema, true);
    }

    boolean has(String name) {
        return all
                || names.contains(name)
                || patterns.stream().anyMatch(it -> Pattern.compile(it).matcher(name).find());
    }

    boolean hasAll() {
        return all;
    }

    boolean hasPattern(String pattern) {
        return all || patterns.contains(pattern);
    }

    /** Tells whether it is only these names that may be looked at. */
    boolean knowsOnly(Set<String> known) {
        return !all && patterns.isEmpty() && known.containsAll(names);
    }

    private Evaluated read(SchemaPlace schema, boolean top) {
        if (!schema.json().isObject() || !seen.add(schema.toString())) {
            return this;
        }
        names.addAll(schema.get("properties").propertyNames());
        patterns.addAll(schema.get("patternProperties").propertyNames());
        all |= schema.has("additionalProperties");
        all |= !top && schema.has("unevaluatedProperties");
        if (schema.has("$ref")) {
            Optional<SchemaPlace> target = schemas.resolve(schema, schema.get("$ref").asString());
            all |= perhaps && target.isEmpty();
            target.ifPresent(it -> read(it, false));
        }
        schema.children("allOf").forEach(it -> read(it, false));
        if (perhaps) {
            all |= schema.has("$dynamicRef");
            List.of("anyOf", "oneOf")
                    .forEach(it -> schema.children(it).forEach(each -> read(each, false)));
            List.of("if", "then", "else").forEach(it -> read(schema.child(it), false));
            schema.members("dependentSchemas").stream()
                    .map(Map.Entry::getValue)
                    .forEach(it -> read(it, false));
        }
        return this;
    }
}
