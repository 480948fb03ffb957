package io.gridgate.contract;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/**
 * A decimal number that fits a long. What overflows when it is compared counts as not comparable.
 *
 * @param digits the number without its point
 * @param scale how many digits are behind the point, from 0
 */
record ShortDecimal(long digits, int scale) {

    /** Most digits of numbers that are compared, so that none overflows while it is read. */
    static final int DIGITS_MAX = 17;

    private static final long[] POWERS = new long[DIGITS_MAX + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    /** Returns the number, null if it is too long. */
    static @Nullable ShortDecimal of(BigDecimal value) {
        if (value.precision() > DIGITS_MAX || Math.abs((long) value.scale()) > DIGITS_MAX) {
            return null;
        }
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        return plain.precision() > DIGITS_MAX
                ? null
                : new ShortDecimal(plain.unscaledValue().longValue(), plain.scale());
    }

    boolean isBelow(long otherDigits, int otherScale, boolean orEqual) {
        long own = aligned(digits, scale, otherScale);
        long other = aligned(otherDigits, otherScale, scale);
        return comparable(own, other) && (own < other || (orEqual && own == other));
    }

    boolean isAbove(long otherDigits, int otherScale, boolean orEqual) {
        long own = aligned(digits, scale, otherScale);
        long other = aligned(otherDigits, otherScale, scale);
        return comparable(own, other) && (own > other || (orEqual && own == other));
    }

    boolean divides(long otherDigits, int otherScale) {
        long own = aligned(digits, scale, otherScale);
        long other = aligned(otherDigits, otherScale, scale);
        return comparable(own, other) && own != 0 && other % own == 0;
    }

    private static boolean comparable(long own, long other) {
        return own != Long.MIN_VALUE && other != Long.MIN_VALUE;
    }

    /** Returns the digits with as many behind the point as the larger of two scales says. */
    private static long aligned(long digits, int scale, int otherScale) {
        if (otherScale <= scale) {
            return digits;
        }
        if (otherScale - scale > DIGITS_MAX) {
            return Long.MIN_VALUE;
        }
        long power = POWERS[otherScale - scale];
        long product = digits * power;
        return Math.multiplyHigh(digits, power) == product >> 63 ? product : Long.MIN_VALUE;
    }
}
