package io.gridgate.handlers.timer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Something that is due at some time.
 *
 * @param id names it within its group, 1 to 300 characters
 * @param due when it shall fire, kept in whole milliseconds
 * @param data what its handler needs to know, at most 100,000 characters; may be empty
 */
public record Timer(String id, Instant due, String data) {

    /** Most characters of an id. */
    public static final int ID_MAX = 300;

    /** Most characters of data. */
    public static final int DATA_MAX = 100_000;

    /** Checks the lengths. */
    public Timer {
        if (id.isEmpty() || id.length() > ID_MAX) {
            throw new IllegalArgumentException(
                    "a timer has an id of 1 to %d characters, not %d"
                            .formatted(ID_MAX, id.length()));
        }
        if (data.length() > DATA_MAX) {
            throw new IllegalArgumentException(
                    "a timer has data of at most %d characters, not %d"
                            .formatted(DATA_MAX, data.length()));
        }
        due = due.truncatedTo(ChronoUnit.MILLIS);
    }
}
