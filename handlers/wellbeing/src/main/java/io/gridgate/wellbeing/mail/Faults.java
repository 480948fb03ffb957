package io.gridgate.wellbeing.mail;

import java.util.SplittableRandom;

/** How each request to the mail service goes wrong, or not; by a seed. Safe for many threads. */
final class Faults {

    /** What happens to a request. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** It takes long, longer than some callers wait. */
        SLOW,
        /** It is refused with 503, and no mail is sent. */
        REFUSED,
        /** The mail is sent, but the connection ends before the answer. */
        ANSWER_LOST
    }

    private final SplittableRandom random;

    Faults(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Draws: of ten requests, five go well, two are refused, two unanswered, one slow. */
    synchronized Fault next() {
        return switch (random.nextInt(10)) {
            case 0 -> Fault.SLOW;
            case 1, 2 -> Fault.REFUSED;
            case 3, 4 -> Fault.ANSWER_LOST;
            default -> Fault.NONE;
        };
    }
}
