package io.gridgate.handlers;

/**
 * How a drain ended.
 *
 * @param released events that were given back: they came too late to start, or their handlers did
 *     not end in time
 * @param interrupted handlers that did not end in time
 * @param unsettled deliveries whose outcome did not get through in time; they come again when their
 *     lock runs out
 */
public record DrainReport(int released, int interrupted, int unsettled) {

    /** {@return whether every handler ended and every outcome got through} */
    public boolean clean() {
        return interrupted == 0 && unsettled == 0;
    }
}
