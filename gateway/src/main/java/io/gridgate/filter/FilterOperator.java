package io.gridgate.filter;

import io.gridgate.filter.AttributeFilter.Test;
import io.gridgate.filter.AttributeTests.NumberRange;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The operators that Event Grid's filters have, by Event Grid's names. What an event without the
 * attribute gets is said where it is not the obvious "no".
 */
public enum FilterOperator {
    /** The attribute is the value. */
    BOOL_EQUALS("BoolEquals", Takes.ONE, Form.BOOLEAN) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.isBoolean(values.getFirst());
        }
    },
    /** The attribute is there. */
    IS_NOT_NULL("IsNotNull", Takes.NONE, Form.TEXT) {
        @Override
        Test test(List<String> values) {
            return attribute -> attribute != null;
        }
    },
    /** The attribute is not there. */
    IS_NULL_OR_UNDEFINED("IsNullOrUndefined", Takes.NONE, Form.TEXT) {
        @Override
        Test test(List<String> values) {
            return attribute -> attribute == null;
        }
    },
    /** The attribute is one of the values. */
    NUMBER_IN("NumberIn", Takes.MANY, Form.NUMBER) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.inRanges(NumberRange.points(values));
        }
    },
    /** The attribute is none of the values, no number, or not there. */
    NUMBER_NOT_IN("NumberNotIn", Takes.MANY, Form.NUMBER) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.not(NUMBER_IN.test(values));
        }
    },
    /** The attribute is within one of the ranges, ends included. */
    NUMBER_IN_RANGE("NumberInRange", Takes.MANY, Form.RANGE) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.inRanges(NumberRange.ranges(values));
        }
    },
    /** The attribute is within none of the ranges, no number, or not there. */
    NUMBER_NOT_IN_RANGE("NumberNotInRange", Takes.MANY, Form.RANGE) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.not(NUMBER_IN_RANGE.test(values));
        }
    },
    /** The attribute is less than the value. */
    NUMBER_LESS_THAN("NumberLessThan", Takes.ONE, Form.NUMBER) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.compared(values.getFirst(), order -> order < 0);
        }
    },
    /** The attribute is not more than the value. */
    NUMBER_LESS_THAN_OR_EQUALS("NumberLessThanOrEquals", Takes.ONE, Form.NUMBER) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.compared(values.getFirst(), order -> order <= 0);
        }
    },
    /** The attribute is more than the value. */
    NUMBER_GREATER_THAN("NumberGreaterThan", Takes.ONE, Form.NUMBER) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.compared(values.getFirst(), order -> order > 0);
        }
    },
    /** The attribute is not less than the value. */
    NUMBER_GREATER_THAN_OR_EQUALS("NumberGreaterThanOrEquals", Takes.ONE, Form.NUMBER) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.compared(values.getFirst(), order -> order >= 0);
        }
    },
    /** The attribute is one of the values. */
    STRING_IN("StringIn", Takes.MANY, Form.TEXT) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.anyText(values, String::equalsIgnoreCase);
        }
    },
    /** The attribute is none of the values, or not there. */
    STRING_NOT_IN("StringNotIn", Takes.MANY, Form.TEXT) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.not(STRING_IN.test(values));
        }
    },
    /** The attribute begins with one of the values. */
    STRING_BEGINS_WITH("StringBeginsWith", Takes.MANY, Form.TEXT) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.anyText(values, AttributeTests::beginsWith);
        }
    },
    /** The attribute is there and begins with none of the values. */
    STRING_NOT_BEGINS_WITH("StringNotBeginsWith", Takes.MANY, Form.TEXT) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.thereAndNot(STRING_BEGINS_WITH.test(values));
        }
    },
    /** The attribute ends with one of the values. */
    STRING_ENDS_WITH("StringEndsWith", Takes.MANY, Form.TEXT) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.anyText(values, AttributeTests::endsWith);
        }
    },
    /** The attribute is there and ends with none of the values. */
    STRING_NOT_ENDS_WITH("StringNotEndsWith", Takes.MANY, Form.TEXT) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.thereAndNot(STRING_ENDS_WITH.test(values));
        }
    },
    /** The attribute has one of the values in it. */
    STRING_CONTAINS("StringContains", Takes.MANY, Form.TEXT) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.anyText(values, AttributeTests::contains);
        }
    },
    /** The attribute is there and has none of the values in it. */
    STRING_NOT_CONTAINS("StringNotContains", Takes.MANY, Form.TEXT) {
        @Override
        Test test(List<String> values) {
            return AttributeTests.thereAndNot(STRING_CONTAINS.test(values));
        }
    };

    private enum Takes {
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
    }

    private enum Form {
        TEXT("text"),
        NUMBER("a whole number"),
        BOOLEAN("true or false"),
        RANGE("a list of two whole numbers, the lower first");

        private final String words;

        Form(String words) {
            this.words = words;
        }

        boolean allows(String value) {
            return switch (this) {
                case TEXT -> true;
                case NUMBER -> AttributeTests.isNumber(value);
                case BOOLEAN -> value.equals("true") || value.equals("false");
                case RANGE -> NumberRange.parse(value).isPresent();
            };
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

    /** Returns what decides, once the values are known to be right. */
    abstract Test test(List<String> values);

    /**
     * {@return the operator of a name, if there is one}
     *
     * @param word a name in Event Grid, in its own letters
     */
    public static Optional<FilterOperator> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** {@return the operator's name in Event Grid} */
    public String word() {
        return word;
    }

    void check(List<String> values) {
        if (values.size() < takes.min || values.size() > takes.max) {
            throw new IllegalArgumentException(
                    "values: %s takes %s, there are %d"
                            .formatted(word, takes.words, values.size()));
        }
        for (String value : values) {
            if (value.length() > AttributeFilter.VALUE_LENGTH_MAX || !form.allows(value)) {
                throw new IllegalArgumentException(
                        "values: '%s' is not allowed with %s; allowed: %s"
                                .formatted(value, word, form.words));
            }
        }
    }
}
