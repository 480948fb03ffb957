package io.gridgate.contract;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the data of one event into the tree that the schema library takes.
 *
 * <p>An own reader and not Jackson's: the bytes were checked to be JSON in UTF-8 when the event was
 * decoded, so here nothing is checked twice; names that senders make up leave no trace in a shared
 * table; and numbers keep their exact value. For one event, on one thread.
 */
final class DataTree {

    /** Most values in the data of one event; bounds what a check may cost in time and memory. */
    static final int VALUES_MAX = 100_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final DataCursor cursor;
    private final NameTable names;
    private final JsonNumbers numbers;
    private int values;

    private DataTree(byte[] json, int from, NameTable names) {
        this.cursor = new DataCursor(json, from);
        this.names = names;
        this.numbers = new JsonNumbers(json);
    }

    /**
     * Reads one value.
     *
     * @param json bytes with a value that is known to be JSON, nested no deeper than an event
     * @param from the index of its first byte
     * @param names the names that need not be made anew
     * @throws Unreadable if a name stands twice in an object, a number is out of bounds, or there
     *     are more than {@value #VALUES_MAX} values
     */
    static JsonNode read(byte[] json, int from, NameTable names) throws Unreadable {
        return new DataTree(json, from, names).value();
    }

    private JsonNode value() throws Unreadable {
        if (++values > VALUES_MAX) {
            throw new Unreadable("must not lie behind more than " + VALUES_MAX + " other values");
        }
        return switch (cursor.peek()) {
            case '"' -> {
                cursor.string();
                yield NODES.stringNode(cursor.text());
            }
            case '{' -> object();
            case '[' -> array();
            case 't' -> literal(NODES.booleanNode(true), "true");
            case 'f' -> literal(NODES.booleanNode(false), "false");
            case 'n' -> literal(NODES.nullNode(), "null");
            default -> {
                JsonNode number = numbers.read(cursor.position());
                cursor.moveTo(numbers.end());
                yield number;
            }
        };
    }

    private JsonNode literal(JsonNode node, String text) {
        cursor.skip(text.length());
        return node;
    }

    private ObjectNode object() throws Unreadable {
        ObjectNode object = NODES.objectNode();
        cursor.skip(1);
        while (cursor.hasMore('}')) {
            cursor.name();
            String name = cursor.escaped() ? cursor.text() : names.text(cursor);
            try {
                if (object.replace(name, value()) != null) {
                    throw new Unreadable("must not be given twice");
                }
            } catch (Unreadable e) {
                throw e.under(name);
            }
        }
        cursor.skip(1);
        return object;
    }

    private ArrayNode array() throws Unreadable {
        ArrayNode array = NODES.arrayNode();
        cursor.skip(1);
        while (cursor.hasMore(']')) {
            try {
                array.add(value());
            } catch (Unreadable e) {
                throw e.under(Integer.toString(array.size()));
            }
        }
        cursor.skip(1);
        return array;
    }
}
