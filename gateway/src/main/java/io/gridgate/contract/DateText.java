package io.gridgate.contract;

/** Looks at dates and times of RFC 3339 as they are written usually; leap seconds are not. */
enum DateText implements TextForm {
    /** {@code format: date}. */
    DATE,
    /** {@code format: date-time}. */
    DATE_TIME;

    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 8;
    private static final int FRACTION_MAX = 9;

    @Override
    public boolean fits(byte[] json, int from, int to) {
        if (to - from < DATE_LENGTH || !isDate(json, from)) {
            return false;
        }
        return this == DATE ? to - from == DATE_LENGTH : isTime(json, from + DATE_LENGTH, to);
    }

    private static boolean isDate(byte[] json, int at) {
        int year = two(json, at) * 100 + two(json, at + 2);
        int month = two(json, at + 5);
        int day = two(json, at + 8);
        return two(json, at) >= 0
                && two(json, at + 2) >= 0
                && json[at + 4] == '-'
                && json[at + 7] == '-'
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= daysOf(year, month);
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static boolean isTime(byte[] json, int from, int to) {
        int at = from + 1;
        if (to - at <= TIME_LENGTH
                || json[from] != 'T'
                || !isBelow(two(json, at), 24)
                || json[at + 2] != ':'
                || !isBelow(two(json, at + 3), 60)
                || json[at + 5] != ':'
                || !isBelow(two(json, at + 6), 60)) {
            return false;
        }
        at += TIME_LENGTH;
        if (json[at] == '.') {
            int digits = ++at;
            while (at < to && json[at] >= '0' && json[at] <= '9') {
                at++;
            }
            if (at == digits || at - digits > FRACTION_MAX) {
                return false;
            }
        }
        return isOffset(json, at, to);
    }

    private static boolean isOffset(byte[] json, int at, int to) {
        if (to - at == 1) {
            return json[at] == 'Z';
        }
        return to - at == 6
                && (json[at] == '+' || json[at] == '-')
                && isBelow(two(json, at + 1), 24)
                && json[at + 3] == ':'
                && isBelow(two(json, at + 4), 60);
    }

    private static boolean isBelow(int value, int limit) {
        return value >= 0 && value < limit;
    }

    /** Returns the number of two digits, negative if one is none. */
    private static int two(byte[] json, int at) {
        int tens = json[at] - '0';
        int ones = json[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1_000_000 : tens * 10 + ones;
    }
}
