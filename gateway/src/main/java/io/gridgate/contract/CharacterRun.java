package io.gridgate.contract;

/**
 * So many characters of one class.
 *
 * @param low the class: a bit for each character from 0 to 63
 * @param high a bit for each character from 64 to 127
 * @param min fewest of them
 * @param max most of them
 */
record CharacterRun(long low, long high, int min, int max) {

    /** Returns the index after as many of them as there are. */
    int end(byte[] json, int from, int to) {
        int stop = (int) Math.min(to, (long) from + max);
        int at = from;
        while (at < stop && has(json[at])) {
            at++;
        }
        return at;
    }

    private boolean has(byte character) {
        return character >= 0 && ((character < 64 ? low : high) >>> character & 1) != 0;
    }

    boolean meets(CharacterRun other) {
        return (low & other.low) != 0 || (high & other.high) != 0;
    }
}
