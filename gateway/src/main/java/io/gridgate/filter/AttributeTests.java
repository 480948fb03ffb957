package io.gridgate.filter;

import io.gridgate.filter.AttributeFilter.Test;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operators of filters are made of. */
final class AttributeTests {

    private AttributeTests() {}

    /** Whole numbers from the lower to the upper end, both included. */
    record NumberRange(BigInteger lower, BigInteger upper) {

        private static final Pattern TEXT = Pattern.compile("\\[(-?\\d+),(-?\\d+)]");

        static Optional<NumberRange> parse(String text) {
            Matcher range = TEXT.matcher(text);
            return range.matches()
                    ? Optional.of(
                                    new NumberRange(
                                            new BigInteger(range.group(1)),
                                            new BigInteger(range.group(2))))
                            .filter(it -> it.lower.compareTo(it.upper) <= 0)
                    : Optional.empty();
        }

        static List<NumberRange> ranges(List<String> texts) {
            return texts.stream().map(text -> parse(text).orElseThrow()).toList();
        }

        static List<NumberRange> points(List<String> texts) {
            return texts.stream()
                    .map(BigInteger::new)
                    .map(number -> new NumberRange(number, number))
                    .toList();
        }

        boolean has(BigInteger number) {
            return lower.compareTo(number) <= 0 && number.compareTo(upper) <= 0;
        }
    }

    static boolean isNumber(String text) {
        int digits = text.startsWith("-") ? 1 : 0;
        if (text.length() == digits) {
            return false;
        }
        for (int at = digits; at < text.length(); at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }

    static Test not(Test test) {
        return attribute -> !test.holds(attribute);
    }

    static Test thereAndNot(Test test) {
        return attribute -> attribute != null && !test.holds(attribute);
    }

    static Test isBoolean(String value) {
        return attribute -> attribute != null && attribute.toString().equals(value);
    }

    static Test inRanges(List<NumberRange> ranges) {
        return attribute -> {
            BigInteger number = number(attribute);
            if (number != null) {
                for (NumberRange range : ranges) {
                    if (range.has(number)) {
                        return true;
                    }
                }
            }
            return false;
        };
    }

    static Test compared(String value, IntPredicate wanted) {
        BigInteger bound = new BigInteger(value);
        return attribute -> {
            BigInteger number = number(attribute);
            return number != null && wanted.test(number.compareTo(bound));
        };
    }

    static Test anyText(List<String> values, BiPredicate<String, String> comparison) {
        return attribute -> {
            if (attribute != null) {
                String text = attribute.toString();
                for (String value : values) {
                    if (comparison.test(text, value)) {
                        return true;
                    }
                }
            }
            return false;
        };
    }

    /** Text longer than any value is no number that could be compared with one. */
    private static @Nullable BigInteger number(@Nullable Object attribute) {
        return switch (attribute) {
            case Integer number -> BigInteger.valueOf(number);
            case String text
                    when text.length() <= AttributeFilter.VALUE_LENGTH_MAX && isNumber(text) ->
                    new BigInteger(text);
            case null, default -> null;
        };
    }

    static boolean beginsWith(String text, String value) {
        return text.regionMatches(true, 0, value, 0, value.length());
    }

    static boolean endsWith(String text, String value) {
        return text.regionMatches(true, text.length() - value.length(), value, 0, value.length());
    }

    static boolean contains(String text, String value) {
        for (int at = 0; at <= text.length() - value.length(); at++) {
            if (text.regionMatches(true, at, value, 0, value.length())) {
                return true;
            }
        }
        return false;
    }
}
