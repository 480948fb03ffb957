package io.gridgate.handlers.client;

import java.time.Duration;

/** How long a released event is kept back before it is delivered again. Event Grid has these. */
public enum ReleaseDelay {
    /** At once. */
    NO_DELAY(0),
    /** After 10 seconds. */
    TEN_SECONDS(10),
    /** After 60 seconds. */
    ONE_MINUTE(60),
    /** After 600 seconds. */
    TEN_MINUTES(600),
    /** After 3,600 seconds. */
    ONE_HOUR(3600);

    private final int seconds;

    ReleaseDelay(int seconds) {
        this.seconds = seconds;
    }

    /** {@return the delay in seconds, as it is written on the wire} */
    public int seconds() {
        return seconds;
    }

    /**
     * {@return the shortest delay that lasts at least as long as asked, or one hour}
     *
     * @param duration the time wanted
     */
    public static ReleaseDelay atLeast(Duration duration) {
        for (ReleaseDelay delay : values()) {
            if (duration.compareTo(Duration.ofSeconds(delay.seconds)) <= 0) {
                return delay;
            }
        }
        return ONE_HOUR;
    }
}
