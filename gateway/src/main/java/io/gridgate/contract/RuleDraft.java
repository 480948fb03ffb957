package io.gridgate.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.contract.ScreenCompiler.Beyond;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The rules of a screen while its schema is read, keyword by keyword. For one schema. */
final class RuleDraft {

    final List<Screen> all = new ArrayList<>();
    final List<List<Screen>> any = new ArrayList<>();
    final Map<String, Screen> properties = new LinkedHashMap<>();
    final List<TextForm> forms = new ArrayList<>();
    final List<Predicate<String>> texts = new ArrayList<>();
    boolean closed;
    @Nullable Screen others;
    @Nullable Screen items;

    private final Set<String> required = new LinkedHashSet<>();
    private final List<byte[]> fixed = new ArrayList<>();
    private int types = ValueScreen.ANY_TYPE;
    private int lengthMin;
    private int lengthMax = Integer.MAX_VALUE;
    private int itemsMin;
    private int itemsMax = Integer.MAX_VALUE;
    private int membersMin;
    private int membersMax = Integer.MAX_VALUE;
    private @Nullable ShortDecimal min;
    private boolean minExclusive;
    private @Nullable ShortDecimal max;
    private boolean maxExclusive;
    private @Nullable ShortDecimal divisor;

    /** Takes a keyword that holds no schema. */
    void assertion(String keyword, JsonNode value) throws Beyond {
        switch (keyword) {
            case "type" -> types = types(value);
            case "enum" -> fixed(keyword, value);
            case "const" -> fixed(keyword, value);
            case "required" -> value.forEach(name -> required.add(name.asString()));
            case "minLength" -> lengthMin = count(value);
            case "maxLength" -> lengthMax = count(value);
            case "minItems" -> itemsMin = count(value);
            case "maxItems" -> itemsMax = count(value);
            case "minProperties" -> membersMin = count(value);
            case "maxProperties" -> membersMax = count(value);
            case "format" -> format(value.asString());
            case "multipleOf" -> divisor = decimal(value);
            case "minimum", "exclusiveMinimum" -> {
                checkAlone(min);
                min = decimal(value);
                minExclusive = keyword.startsWith("e");
            }
            case "maximum", "exclusiveMaximum" -> {
                checkAlone(max);
                max = decimal(value);
                maxExclusive = keyword.startsWith("e");
            }
            default -> throw new Beyond(keyword);
        }
    }

    ValueScreen.Rules toRules() throws Beyond {
        return new ValueScreen.Rules(
                types,
                List.copyOf(fixed),
                strings(),
                numbers(),
                objects(),
                arrays(),
                List.copyOf(all),
                List.copyOf(any));
    }

    private StringScreen strings() {
        StringScreen screen =
                new StringScreen(lengthMin, lengthMax, List.copyOf(forms), List.copyOf(texts));
        return screen.equals(StringScreen.ANY) ? StringScreen.ANY : screen;
    }

    private NumberScreen numbers() {
        NumberScreen screen = new NumberScreen(min, minExclusive, max, maxExclusive, divisor);
        return screen.equals(NumberScreen.ANY) ? NumberScreen.ANY : screen;
    }

    private ArrayScreen arrays() {
        return new ArrayScreen(itemsMin, itemsMax, items);
    }

    private ObjectScreen objects() throws Beyond {
        Set<String> names = new LinkedHashSet<>(properties.keySet());
        names.addAll(required);
        boolean impossible = closed && names.size() > properties.size();
        if (impossible || names.size() > ObjectScreen.NAMES_MAX) {
            throw new Beyond("more names than can be told apart");
        }
        List<Screen> values = new ArrayList<>();
        long bits = 0;
        for (String name : names) {
            bits |= required.contains(name) ? 1L << values.size() : 0;
            values.add(properties.getOrDefault(name, others == null ? Screen.ANY : others));
        }
        return new ObjectScreen(
                new NameTable(names),
                List.copyOf(values),
                bits,
                closed,
                others,
                membersMin,
                membersMax);
    }

    /** The simplest way to write each scalar; others are left to the library. */
    private void fixed(String keyword, JsonNode value) throws Beyond {
        if (!fixed.isEmpty()) {
            throw new Beyond("enum beside const");
        }
        for (JsonNode each : keyword.equals("enum") ? value : List.of(value)) {
            if (each.isValueNode() && !each.isFloatingPointNumber()) {
                fixed.add(each.toString().getBytes(UTF_8));
            }
        }
        if (fixed.isEmpty()) {
            throw new Beyond(keyword + " of no simple value");
        }
    }

    private void format(String name) {
        TextForm form = CheckedFormats.form(name);
        if (form != null) {
            forms.add(form);
        } else if (CheckedFormats.LENGTHS_MAX.containsKey(name)) {
            texts.add(text -> CheckedFormats.matches(name, text));
        }
    }

    private static int types(JsonNode value) throws Beyond {
        int types = 0;
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            types |=
                    switch (each.asString()) {
                        case "object" -> ValueScreen.OBJECT;
                        case "array" -> ValueScreen.ARRAY;
                        case "string" -> ValueScreen.STRING;
                        case "number" -> ValueScreen.NUMBER;
                        case "integer" -> ValueScreen.INTEGER;
                        case "boolean" -> ValueScreen.BOOLEAN;
                        case "null" -> ValueScreen.NULL;
                        default -> throw new Beyond("type " + each);
                    };
        }
        return types;
    }

    private static int count(JsonNode value) throws Beyond {
        if (!value.isInt()) {
            throw new Beyond("a count of " + value);
        }
        return value.intValue();
    }

    private static ShortDecimal decimal(JsonNode value) throws Beyond {
        ShortDecimal decimal = ShortDecimal.of(value.decimalValue());
        if (decimal == null) {
            throw new Beyond("a bound of " + value);
        }
        return decimal;
    }

    private static void checkAlone(@Nullable ShortDecimal bound) throws Beyond {
        if (bound != null) {
            throw new Beyond("two bounds on one side");
        }
    }
}
