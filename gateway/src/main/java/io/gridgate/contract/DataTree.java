package io.gridgate.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.event.JsonStrings;

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

    private final byte[] json;
    private final NameTable names;
    private final JsonNumbers numbers;
    private int at;
    private int values;

    private DataTree(byte[] json, int from, NameTable names) {
        this.json = json;
        this.names = names;
        this.numbers = new JsonNumbers(json);
        this.at = from;
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
        return switch (json[at]) {
            case '"' -> NODES.stringNode(string());
            case '{' -> object();
            case '[' -> array();
            case 't' -> literal(NODES.booleanNode(true), "true");
            case 'f' -> literal(NODES.booleanNode(false), "false");
            case 'n' -> literal(NODES.nullNode(), "null");
            default -> {
                JsonNode number = numbers.read(at);
                at = numbers.end();
                yield number;
            }
        };
    }

    private JsonNode literal(JsonNode node, String text) {
        at += text.length();
        return node;
    }

    private ObjectNode object() throws Unreadable {
        ObjectNode object = NODES.objectNode();
        at++;
        while (peek() != '}') {
            String name = name();
            peek();
            try {
                if (object.replace(name, value()) != null) {
                    throw new Unreadable("must not be given twice");
                }
            } catch (Unreadable e) {
                throw e.under(name);
            }
            if (peek() == ',') {
                at++;
            }
        }
        at++;
        return object;
    }

    private ArrayNode array() throws Unreadable {
        ArrayNode array = NODES.arrayNode();
        at++;
        while (peek() != ']') {
            try {
                array.add(value());
            } catch (Unreadable e) {
                throw e.under(Integer.toString(array.size()));
            }
            if (peek() == ',') {
                at++;
            }
        }
        at++;
        return array;
    }

    private String name() {
        int from = at + 1;
        int stop = JsonStrings.plainEnd(json, from);
        String name;
        if (json[stop] == '"') {
            name = names.text(json, from, stop);
            at = stop + 1;
        } else {
            name = string();
        }
        peek();
        at++;
        return name;
    }

    private String string() {
        int from = at + 1;
        int stop = JsonStrings.plainEnd(json, from);
        if (json[stop] == '"') {
            at = stop + 1;
            return new String(json, from, stop - from, UTF_8);
        }
        while (json[stop] == '\\') {
            stop = JsonStrings.plainEnd(json, stop + 2);
        }
        at = stop + 1;
        return JsonStrings.unescape(json, from, stop);
    }

    /** Skips white space; returns the byte that comes next. */
    private byte peek() {
        while (json[at] <= ' ' && json[at] >= 0) {
            at++;
        }
        return json[at];
    }
}
