package io.gridgate.app.command;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.time.Instant;

/** The time in which a new key counts. */
final class KeyLifeOptions {

    /** One of two ways to say it. */
    static final class End {
        @Option(
                names = "--not-after",
                paramLabel = "TIME",
                required = true,
                description = "Until when the key counts, such as 2027-01-31T00:00:00Z.")
        private @Nullable Instant notAfter;

        @Option(
                names = "--valid-for",
                paramLabel = "DURATION",
                required = true,
                description = "How long the key counts from its begin, such as P90D.")
        private @Nullable Duration validFor;
    }

    @Option(
            names = "--not-before",
            paramLabel = "TIME",
            description =
                    "From when on the key counts, such as 2026-12-01T00:00:00Z; default: now.")
    private @Nullable Instant notBefore;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private @Nullable End end;

    @Nullable Instant notBefore() {
        return notBefore;
    }

    /** Returns until when the key counts, null for good. */
    @Nullable Instant notAfter(Instant now) {
        if (end == null) {
            return null;
        }
        Duration length = end.validFor;
        return length == null ? end.notAfter : (notBefore == null ? now : notBefore).plus(length);
    }
}
