package io.gridgate.log.postgres;

/**
 * What the books, or the rows, say of the events of one quarter of an hour.
 *
 * @param matched events that were wanted; of a topic, events accepted
 * @param acknowledged those acknowledged; of a topic, those that nobody wanted
 * @param deadLettered those rejected, or given up after their last allowed delivery
 * @param expired those given up at the end of their life
 */
record QuarterBooks(long matched, long acknowledged, long deadLettered, long expired) {

    static final QuarterBooks EMPTY = new QuarterBooks(0, 0, 0, 0);

    long pending() {
        return matched - acknowledged - deadLettered - expired;
    }

    QuarterBooks plus(QuarterBooks other) {
        return new QuarterBooks(
                matched + other.matched,
                acknowledged + other.acknowledged,
                deadLettered + other.deadLettered,
                expired + other.expired);
    }
}
