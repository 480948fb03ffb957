package io.gridgate.deliver;

/**
 * Tells events that are bad from a far side that refuses everything, as it does when it no longer
 * speaks the version of the protocol. After {@value #IN_A_ROW_MAX} single events in a row were
 * refused and none was taken in between, no more become dead letters: the target counts as down
 * until it takes an event again. For any number of threads.
 */
final class Refusals {

    static final int IN_A_ROW_MAX = 10;

    private int inARow;

    /** A single event was refused. Returns whether to give it up; else the target is down. */
    synchronized boolean giveUp() {
        if (inARow == IN_A_ROW_MAX) {
            return false;
        }
        inARow++;
        return true;
    }

    /** Events were taken. */
    synchronized void taken() {
        inARow = 0;
    }
}
