package io.gridgate.log;

/**
 * The books of one subscription; they balance at any moment: {@code matched = acknowledged +
 * deadLettered + pending}. Durable with the events they count.
 *
 * @param matched events appended that the filter wanted
 * @param acknowledged events acknowledged
 * @param deadLettered events given up, rejects and run-out lives included
 * @param pending events still to be settled, leased ones included
 * @param leased events under a lock right now
 */
public record Tally(
        long matched, long acknowledged, long deadLettered, long pending, long leased) {}
