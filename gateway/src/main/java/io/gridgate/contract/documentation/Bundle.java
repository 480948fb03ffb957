package io.gridgate.contract.documentation;

import io.gridgate.contract.SchemaPlace;
import io.gridgate.contract.Schemas;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts a contract and the files that it refers to into one schema, as JSON Schema 2020-12 §9.3 has
 * it: each file under {@code $defs} with the {@code $id} that its references lead to. So none of
 * them has to be changed.
 */
final class Bundle {

    private final Schemas schemas;
    private final Map<String, SchemaPlace> others = new TreeMap<>();

    private Bundle(Schemas schemas) {
        this.schemas = schemas;
    }

    static JsonNode of(Schemas schemas, SchemaPlace contract) {
        Bundle bundle = new Bundle(schemas);
        bundle.collect(contract, contract.document());
        ObjectNode whole = withId(contract);
        if (!bundle.others.isEmpty()) {
            ObjectNode definitions = whole.withObject("$defs");
            bundle.others.forEach((file, it) -> definitions.set(file, withId(it)));
        }
        return whole;
    }

    private void collect(SchemaPlace place, String root) {
        String reference = place.get("$ref").asString("");
        if (!reference.isEmpty()) {
            Optional<SchemaPlace> target = schemas.resolve(place, reference);
            target.map(schemas::file).ifPresent(file -> follow(file, target.get(), root));
        }
        place.json().propertyNames().forEach(it -> collect(place.child(it), root));
        for (int i = 0; place.json().isArray() && i < place.json().size(); i++) {
            collect(place.item(i), root);
        }
    }

    private void follow(String file, SchemaPlace target, String root) {
        SchemaPlace whole = schemas.whole(target);
        boolean isRoot = file.equals(schemas.file(new SchemaPlace(root, "", whole.json(), false)));
        if (!isRoot && !others.containsKey(file)) {
            others.put(file, whole);
            collect(whole, root);
        }
    }

    private static ObjectNode withId(SchemaPlace document) {
        ObjectNode copy = (ObjectNode) document.json().deepCopy();
        if (!copy.has("$id")) {
            copy.put("$id", document.document());
        }
        return copy;
    }
}
