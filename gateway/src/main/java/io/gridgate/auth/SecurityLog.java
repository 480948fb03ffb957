package io.gridgate.auth;

/**
 * Hears what was allowed and refused. Called on the threads of requests, by many at once: must be
 * quick, must not wait for a disk, and must not throw.
 */
@FunctionalInterface
public interface SecurityLog {

    /** Hears nothing. */
    SecurityLog NONE = _ -> {};

    /**
     * Takes note of a decision.
     *
     * @param decision what was decided
     */
    void record(SecurityDecision decision);
}
