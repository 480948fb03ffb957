package io.gridgate.contract;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A schema, or a part of one, and where it stands.
 *
 * @param document the address of its file, by which {@link Schemas} knows it
 * @param pointer JSON Pointer into that file, empty for all of it
 * @param json what stands there
 * @param embedded whether an {@code $id} stands between it and the begin of the file, so that its
 *     references do not start from that of the file
 */
public record SchemaPlace(String document, String pointer, JsonNode json, boolean embedded) {

    /**
     * {@return the value of a keyword; a missing node where the schema does not have it}
     *
     * @param keyword the keyword
     */
    public JsonNode get(String keyword) {
        return json.path(keyword);
    }

    /**
     * {@return whether the schema has a keyword}
     *
     * @param keyword the keyword
     */
    public boolean has(String keyword) {
        return json.has(keyword);
    }

    /**
     * {@return the schema under a keyword}
     *
     * @param keyword the keyword; must be there
     */
    public SchemaPlace child(String keyword) {
        return step(keyword, json.path(keyword));
    }

    /**
     * {@return an item of the array that stands here}
     *
     * @param index its index, from 0
     */
    public SchemaPlace item(int index) {
        return step(Integer.toString(index), json.path(index));
    }

    /**
     * {@return the schemas in the array under a keyword; none where the schema does not have it}
     *
     * @param keyword the keyword
     */
    public List<SchemaPlace> children(String keyword) {
        SchemaPlace array = child(keyword);
        return IntStream.range(0, array.json.size()).mapToObj(array::item).toList();
    }

    /**
     * {@return the schemas in the object under a keyword by their names; none where the schema does
     * not have it}
     *
     * @param keyword the keyword
     */
    public List<Map.Entry<String, SchemaPlace>> members(String keyword) {
        SchemaPlace object = child(keyword);
        return object.json.properties().stream()
                .map(it -> Map.entry(it.getKey(), object.step(it.getKey(), it.getValue())))
                .toList();
    }

    /** Returns what stands under a name or an index. */
    SchemaPlace step(String token, JsonNode value) {
        String escaped = token.replace("~", "~0").replace("/", "~1");
        boolean inside = embedded || (!pointer.isEmpty() && json.path("$id").isString());
        return new SchemaPlace(document, pointer + "/" + escaped, value, inside);
    }

    /** Returns where it stands, as {@code $ref} would write it. */
    @Override
    public String toString() {
        return document + "#" + pointer;
    }
}
