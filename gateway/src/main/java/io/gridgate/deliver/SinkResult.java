package io.gridgate.deliver;

import java.time.Duration;
import java.util.Optional;

/** What became of one request to a sink: all of its events share it. */
public sealed interface SinkResult {

    /** The far side has taken the events. */
    record Delivered() implements SinkResult {}

    /**
     * The far side will never take this request as it is; fewer events may pass. A single event
     * that is refused becomes a dead letter.
     *
     * @param reason what the far side said
     */
    record Refused(String reason) implements SinkResult {}

    /**
     * The far side takes nothing right now; the events wait.
     *
     * @param scope what is down
     * @param retryAfter how long the far side asks to wait, if it said so
     * @param reason what happened
     */
    record Failed(Scope scope, Optional<Duration> retryAfter, String reason)
            implements SinkResult {}

    /**
     * The far side has had too much from its callers; the events wait, and less is sent then.
     *
     * @param retryAfter how long the far side asks to wait, if it said so
     * @param reason what it said
     */
    record Throttled(Optional<Duration> retryAfter, String reason) implements SinkResult {}

    /** How much is down when a request failed. */
    enum Scope {
        /** Only this target: its name or the permission for it is wrong. */
        TARGET,
        /** The endpoint with all of its targets: unreachable or failing. */
        ENDPOINT
    }
}
