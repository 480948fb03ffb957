package io.gridgate.wellbeing.hr;

import java.time.Duration;

/**
 * How long to wait for a letter before it is asked for again: longer each time, so that a mail
 * service that is away for a day finds a dozen requests for each letter and not thousands.
 *
 * @param first before the first time; 30 s in the story
 */
public record Patience(Duration first) {

    /** Returns how long to wait after having asked so often. */
    public Duration after(int asked) {
        return first.multipliedBy(1L << Math.min(asked, 10));
    }
}
