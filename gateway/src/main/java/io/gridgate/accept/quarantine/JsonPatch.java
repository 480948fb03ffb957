package io.gridgate.accept.quarantine;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Patch, RFC 6902. All of a patch is applied, or nothing. */
final class JsonPatch {

    /** Most operations of one patch. */
    static final int OPERATIONS_MAX = 1_000;

    private JsonNode document;

    private JsonPatch(JsonNode document) {
        this.document = document;
    }

    /** Returns the document with all operations applied; the one that is given stays as it is. */
    static JsonNode apply(JsonNode operations, JsonNode document) throws PatchException {
        if (!operations.isArray()) {
            throw new PatchException("a patch must be an array of operations");
        }
        if (operations.size() > OPERATIONS_MAX) {
            throw new PatchException("a patch has at most " + OPERATIONS_MAX + " operations");
        }
        JsonPatch patch = new JsonPatch(document.deepCopy());
        for (int index = 0; index < operations.size(); index++) {
            try {
                patch.apply(operations.get(index));
            } catch (PatchException e) {
                throw new PatchException("operation " + index + ": " + e.getMessage());
            }
        }
        return patch.document;
    }

    private void apply(JsonNode operation) throws PatchException {
        String op = operation.path("op").asText("");
        JsonPointer path = pointer(operation, "path");
        switch (op) {
            case "add" -> add(path, value(operation));
            case "remove" -> remove(path);
            case "replace" -> {
                existing(path);
                replace(path, value(operation));
            }
            case "move" -> {
                JsonPointer from = pointer(operation, "from");
                if (!path.equals(from) && path.toString().startsWith(from + "/")) {
                    throw new PatchException("nothing can be moved into itself");
                }
                JsonNode moved = existing(from);
                if (!path.equals(from)) {
                    remove(from);
                    add(path, moved);
                }
            }
            case "copy" -> add(path, existing(pointer(operation, "from")).deepCopy());
            case "test" -> {
                if (!same(existing(path), value(operation))) {
                    throw new PatchException("the test of '" + path + "' fails");
                }
            }
            default ->
                    throw new PatchException("op must be add, remove, replace, move, copy or test");
        }
    }

    private void add(JsonPointer path, JsonNode value) throws PatchException {
        if (path.matches()) {
            document = value;
            return;
        }
        String name = path.last().getMatchingProperty();
        switch (existing(path.head())) {
            case ObjectNode object -> object.set(name, value);
            case ArrayNode array when name.equals("-") -> array.add(value);
            case ArrayNode array -> array.insert(index(path, array.size() + 1), value);
            default -> throw new PatchException("there is nothing to add to at '" + path + "'");
        }
    }

    private void remove(JsonPointer path) throws PatchException {
        existing(path);
        if (path.matches()) {
            throw new PatchException("the whole document cannot be removed");
        }
        String name = path.last().getMatchingProperty();
        switch (existing(path.head())) {
            case ObjectNode object -> object.remove(name);
            case ArrayNode array -> array.remove(index(path, array.size()));
            default -> throw new IllegalStateException("something stood in a scalar");
        }
    }

    private void replace(JsonPointer path, JsonNode value) throws PatchException {
        if (path.matches()) {
            document = value;
            return;
        }
        String name = path.last().getMatchingProperty();
        switch (existing(path.head())) {
            case ObjectNode object -> object.set(name, value);
            case ArrayNode array -> array.set(index(path, array.size()), value);
            default -> throw new IllegalStateException("something stood in a scalar");
        }
    }

    private JsonNode existing(JsonPointer path) throws PatchException {
        JsonNode found = document.at(path);
        if (found.isMissingNode()) {
            throw new PatchException("nothing is at '" + path + "'");
        }
        return found;
    }

    /** RFC 6901: digits without a leading zero. */
    private static int index(JsonPointer path, int bound) throws PatchException {
        String text = path.last().getMatchingProperty();
        if (!text.matches("0|[1-9][0-9]{0,8}") || Integer.parseInt(text) >= bound) {
            throw new PatchException("'" + path + "' has no index of the array at its end");
        }
        return Integer.parseInt(text);
    }

    private static JsonPointer pointer(JsonNode operation, String name) throws PatchException {
        JsonNode text = operation.path(name);
        if (!text.isTextual()) {
            throw new PatchException(name + " must be a JSON Pointer");
        }
        try {
            return JsonPointer.compile(text.asText());
        } catch (IllegalArgumentException _) {
            throw new PatchException(name + " must be a JSON Pointer, not '" + text.asText() + "'");
        }
    }

    private static JsonNode value(JsonNode operation) throws PatchException {
        if (!operation.has("value")) {
            throw new PatchException("value is missing");
        }
        return operation.get("value").deepCopy();
    }

    /** Numbers are the same where their values are, however they are written. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals(
                (left, right) ->
                        left.isNumber() && right.isNumber()
                                ? left.decimalValue().compareTo(right.decimalValue())
                                : left.equals(right) ? 0 : 1,
                other);
    }
}
