package io.gridgate.accept.push;

import java.util.Optional;

/** The answer to a {@link Preflight}. */
public sealed interface PreflightAnswer {

    /**
     * The sender may push.
     *
     * @param origin the value of {@code WebHook-Allowed-Origin}
     * @param rate the value of {@code WebHook-Allowed-Rate}, if the sender asked for a rate
     */
    record Allowed(String origin, Optional<String> rate) implements PreflightAnswer {}

    /** The sender is told at the address that it named. */
    record Later() implements PreflightAnswer {}

    /**
     * The sender may not push.
     *
     * @param reason what is not expected
     */
    record Refused(String reason) implements PreflightAnswer {}

    /** Too many confirmations are under way; the sender may ask again. */
    record Busy() implements PreflightAnswer {}
}
