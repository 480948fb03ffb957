package io.gridgate.log.postgres;

/** The words of a rejection as they are kept: cut, and without what the database cannot hold. */
final class DeadLetterText {

    private static final int CHARS_MAX = 1_024;

    private DeadLetterText() {}

    static String of(String reason) {
        String kept = reason.length() > CHARS_MAX ? reason.substring(0, CHARS_MAX) : reason;
        return kept.replace('\0', '\uFFFD');
    }
}
