package io.gridgate.contract;

import org.jspecify.annotations.Nullable;

/**
 * Looks at a number of few digits and without exponent.
 *
 * @param min the least that it may be, null for any
 * @param minExclusive whether it must be more than that
 * @param max the most that it may be, null for any
 * @param maxExclusive whether it must be less than that
 * @param divisor what it must be a multiple of, null for any
 */
record NumberScreen(
        @Nullable ShortDecimal min,
        boolean minExclusive,
        @Nullable ShortDecimal max,
        boolean maxExclusive,
        @Nullable ShortDecimal divisor) {

    static final NumberScreen ANY = new NumberScreen(null, false, null, false, null);

    /** Takes the number that comes next and tells whether it fits. */
    boolean fits(DataCursor cursor, boolean fractions) {
        byte[] json = cursor.json();
        int from = cursor.position();
        boolean negative = json[from] == '-';
        int at = negative ? from + 1 : from;
        int first = at;
        long digits = 0;
        int point = -1;
        for (; at < json.length; at++) {
            int digit = json[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (json[at] == '.') {
                point = at;
            } else {
                break;
            }
            if (at - first > ShortDecimal.DIGITS_MAX) {
                return false;
            }
        }
        boolean exponent = at < json.length && (json[at] | 0x20) == 'e';
        if (exponent || (point >= 0 && !fractions)) {
            return false;
        }
        cursor.moveTo(at);
        return fits(negative ? -digits : digits, point < 0 ? 0 : at - point - 1);
    }

    private boolean fits(long digits, int scale) {
        return (min == null || min.isBelow(digits, scale, !minExclusive))
                && (max == null || max.isAbove(digits, scale, !maxExclusive))
                && (divisor == null || divisor.divides(digits, scale));
    }
}
