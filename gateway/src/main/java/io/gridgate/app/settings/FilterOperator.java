package io.gridgate.app.settings;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The operators that Event Grid's filters have, by Event Grid's names. */
public enum FilterOperator {
    /** The attribute is the value. */
    BOOL_EQUALS("BoolEquals", Takes.ONE, Form.BOOLEAN),
    /** The attribute is there. */
    IS_NOT_NULL("IsNotNull", Takes.NONE, Form.TEXT),
    /** The attribute is not there. */
    IS_NULL_OR_UNDEFINED("IsNullOrUndefined", Takes.NONE, Form.TEXT),
    /** The attribute is one of the values. */
    NUMBER_IN("NumberIn", Takes.MANY, Form.NUMBER),
    /** The attribute is none of the values. */
    NUMBER_NOT_IN("NumberNotIn", Takes.MANY, Form.NUMBER),
    /** The attribute is within one of the ranges. */
    NUMBER_IN_RANGE("NumberInRange", Takes.MANY, Form.RANGE),
    /** The attribute is within none of the ranges. */
    NUMBER_NOT_IN_RANGE("NumberNotInRange", Takes.MANY, Form.RANGE),
    /** The attribute is less than the value. */
    NUMBER_LESS_THAN("NumberLessThan", Takes.ONE, Form.NUMBER),
    /** The attribute is not more than the value. */
    NUMBER_LESS_THAN_OR_EQUALS("NumberLessThanOrEquals", Takes.ONE, Form.NUMBER),
    /** The attribute is more than the value. */
    NUMBER_GREATER_THAN("NumberGreaterThan", Takes.ONE, Form.NUMBER),
    /** The attribute is not less than the value. */
    NUMBER_GREATER_THAN_OR_EQUALS("NumberGreaterThanOrEquals", Takes.ONE, Form.NUMBER),
    /** The attribute is one of the values. */
    STRING_IN("StringIn", Takes.MANY, Form.TEXT),
    /** The attribute is none of the values. */
    STRING_NOT_IN("StringNotIn", Takes.MANY, Form.TEXT),
    /** The attribute begins with one of the values. */
    STRING_BEGINS_WITH("StringBeginsWith", Takes.MANY, Form.TEXT),
    /** The attribute begins with none of the values. */
    STRING_NOT_BEGINS_WITH("StringNotBeginsWith", Takes.MANY, Form.TEXT),
    /** The attribute ends with one of the values. */
    STRING_ENDS_WITH("StringEndsWith", Takes.MANY, Form.TEXT),
    /** The attribute ends with none of the values. */
    STRING_NOT_ENDS_WITH("StringNotEndsWith", Takes.MANY, Form.TEXT),
    /** The attribute has one of the values in it. */
    STRING_CONTAINS("StringContains", Takes.MANY, Form.TEXT),
    /** The attribute has none of the values in it. */
    STRING_NOT_CONTAINS("StringNotContains", Takes.MANY, Form.TEXT);

    /** How many values an operator takes. */
    enum Takes {
        NONE("none", 0, 0),
        ONE("one", 1, 1),
        MANY("at least one", 1, Integer.MAX_VALUE);

        private final String words;
        private final int min;
        private final int max;

        Takes(String words, int min, int max) {
            this.words = words;
            this.min = min;
            this.max = max;
        }

        boolean allows(int count) {
            return count >= min && count <= max;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** What a value looks like. */
    enum Form {
        TEXT("text"),
        NUMBER("a whole number"),
        BOOLEAN("true or false"),
        RANGE("a list of two whole numbers, the lower first");

        private static final Pattern RANGE_TEXT = Pattern.compile("\\[(-?\\d+),(-?\\d+)]");

        private final String words;

        Form(String words) {
            this.words = words;
        }

        boolean allows(String value) {
            return switch (this) {
                case TEXT -> true;
                case NUMBER -> value.matches("-?\\d+");
                case BOOLEAN -> value.equals("true") || value.equals("false");
                case RANGE -> {
                    Matcher range = RANGE_TEXT.matcher(value);
                    yield range.matches()
                            && new BigDecimal(range.group(1))
                                            .compareTo(new BigDecimal(range.group(2)))
                                    <= 0;
                }
            };
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private final String word;
    private final Takes takes;
    private final Form form;

    FilterOperator(String word, Takes takes, Form form) {
        this.word = word;
        this.takes = takes;
        this.form = form;
    }

    static Optional<FilterOperator> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values())
                .map(each -> "`" + each.word + "`")
                .collect(Collectors.joining(", "));
    }

    /** {@return the operator's name in Event Grid} */
    public String word() {
        return word;
    }

    Takes takes() {
        return takes;
    }

    Form form() {
        return form;
    }
}
