package io.gridgate.contract.compatibility;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** Sets of the types of JSON values, as bits. A number is an integer or has a fraction. */
final class JsonTypes {

    static final int OBJECT = 1;
    static final int ARRAY = 1 << 1;
    static final int STRING = 1 << 2;
    static final int INTEGER = 1 << 3;
    static final int FRACTION = 1 << 4;
    static final int BOOLEAN = 1 << 5;
    static final int NULL = 1 << 6;
    static final int NUMBER = INTEGER | FRACTION;
    static final int ALL = (1 << 7) - 1;

    private JsonTypes() {}

    /** Returns what the keyword {@code type} allows; all types where it is missing. */
    static int of(JsonNode type) {
        if (type.isMissingNode()) {
            return ALL;
        }
        if (type.isString()) {
            return named(type.asString());
        }
        int types = 0;
        for (JsonNode each : type) {
            types |= named(each.asString());
        }
        return types;
    }

    /** Tells whether a value is of one of some types. */
    static boolean has(int types, JsonNode value) {
        int type =
                switch (value.getNodeType()) {
                    case OBJECT -> OBJECT;
                    case ARRAY -> ARRAY;
                    case STRING -> STRING;
                    case BOOLEAN -> BOOLEAN;
                    case NUMBER -> isInteger(value) ? INTEGER : FRACTION;
                    default -> NULL;
                };
        return (types & type) != 0;
    }

    private static boolean isInteger(JsonNode number) {
        return number.isIntegralNumber() || number.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    /** Returns each type of a set alone. */
    static List<Integer> split(int types) {
        List<Integer> single = new ArrayList<>();
        if ((types & NUMBER) == NUMBER) {
            single.add(NUMBER);
        }
        for (int type = 1; type <= ALL; type <<= 1) {
            if ((types & type) != 0 && ((type & NUMBER) == 0 || (types & NUMBER) != NUMBER)) {
                single.add(type);
            }
        }
        return single;
    }

    /** Returns the names of a set as they stand in a schema. */
    static String text(int types) {
        if (types == ALL) {
            return "any type";
        }
        List<String> names = new ArrayList<>();
        String[] all = {"object", "array", "string", "integer", "number", "boolean", "null"};
        for (int bit = 0; bit < all.length; bit++) {
            boolean number = (types & FRACTION) != 0;
            if ((types & 1 << bit) != 0 && !(1 << bit == INTEGER && number)) {
                names.add(all[bit]);
            }
        }
        return String.join(" or ", names);
    }

    private static int named(String type) {
        return switch (type) {
            case "object" -> OBJECT;
            case "array" -> ARRAY;
            case "string" -> STRING;
            case "integer" -> INTEGER;
            case "number" -> NUMBER;
            case "boolean" -> BOOLEAN;
            default -> NULL;
        };
    }
}
