package io.gridgate.contract;

import org.jspecify.annotations.Nullable;

/**
 * Reads the runs of a pattern that RE2 has accepted; gives up on anything that is not certain to be
 * one. For one pattern.
 */
final class RunReader {

    private static final String META = "\\^$.|?*+()[]{}";
    private static final String ESCAPABLE = META + "-/@#:,;=_ ";

    private final String regex;
    private final int end;
    private int at;
    private long low;
    private long high;

    RunReader(String regex, int from, int to) {
        this.regex = regex;
        this.at = from;
        this.end = to;
    }

    boolean hasMore() {
        return at < end;
    }

    /** Returns the next run, null if what stands there is none. */
    @Nullable CharacterRun next() {
        low = 0;
        high = 0;
        char first = regex.charAt(at++);
        boolean known =
                switch (first) {
                    case '[' -> characterClass();
                    case '\\' -> escape();
                    default -> META.indexOf(first) < 0 && add(first, first);
                };
        return known ? quantified() : null;
    }

    private boolean characterClass() {
        int start = at;
        while (at < end && regex.charAt(at) != ']') {
            char first = regex.charAt(at++);
            if (first == '\\') {
                if (!escape() || (at < end && regex.charAt(at) == '-')) {
                    return false;
                }
            } else if ("[^&~".indexOf(first) >= 0) {
                return false;
            } else if (at + 1 < end && regex.charAt(at) == '-' && regex.charAt(at + 1) != ']') {
                char last = regex.charAt(at + 1);
                at += 2;
                if (last == '\\' || last == '[' || last < first || !add(first, last)) {
                    return false;
                }
            } else if (!add(first, first)) {
                return false;
            }
        }
        return at > start && at++ < end;
    }

    private boolean escape() {
        if (at >= end) {
            return false;
        }
        char kind = regex.charAt(at++);
        return switch (kind) {
            case 'd' -> add('0', '9');
            case 'w' -> add('0', '9') && add('A', 'Z') && add('a', 'z') && add('_', '_');
            default -> ESCAPABLE.indexOf(kind) >= 0 && add(kind, kind);
        };
    }

    private boolean add(char first, char last) {
        if (last > 127) {
            return false;
        }
        for (int c = first; c <= last; c++) {
            if (c < 64) {
                low |= 1L << c;
            } else {
                high |= 1L << c;
            }
        }
        return true;
    }

    private @Nullable CharacterRun quantified() {
        char quantifier = at < end ? regex.charAt(at) : 0;
        CharacterRun run =
                switch (quantifier) {
                    case '?' -> times(1, 0, 1);
                    case '*' -> times(1, 0, Integer.MAX_VALUE);
                    case '+' -> times(1, 1, Integer.MAX_VALUE);
                    case '{' -> counted();
                    default -> times(0, 1, 1);
                };
        boolean more = at < end && "?*+{".indexOf(regex.charAt(at)) >= 0;
        return more && quantifier != 0 && "?*+{".indexOf(quantifier) >= 0 ? null : run;
    }

    private CharacterRun times(int length, int min, int max) {
        at += length;
        return new CharacterRun(low, high, min, max);
    }

    /** Reads {@code {n}}, {@code {n,}} or {@code {n,m}}. */
    private @Nullable CharacterRun counted() {
        int close = regex.indexOf('}', at);
        if (close < 0 || close >= end) {
            return null;
        }
        String[] bounds = regex.substring(at + 1, close).split(",", -1);
        if (bounds.length > 2 || !isCount(bounds[0])) {
            return null;
        }
        int min = Integer.parseInt(bounds[0]);
        if (bounds.length == 1) {
            return times(close + 1 - at, min, min);
        }
        if (bounds[1].isEmpty()) {
            return times(close + 1 - at, min, Integer.MAX_VALUE);
        }
        return isCount(bounds[1]) ? times(close + 1 - at, min, Integer.parseInt(bounds[1])) : null;
    }

    private static boolean isCount(String text) {
        return text.matches("[0-9]{1,4}");
    }
}
