package io.gridgate.auth;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Which bearer tokens are accepted.
 *
 * @param issuer the exact {@code iss} of the tokens
 * @param audience the {@code aud} that they must name; a slash at its end makes no difference
 * @param jwks where the issuer's keys are, {@code https:}, {@code file:}, or {@code http:} on
 *     loopback; empty asks the issuer's OpenID configuration
 * @param sendRole the role or scope that may publish; empty: every valid token may
 * @param receiveRole the role or scope that may receive and settle; empty: every valid token may
 * @param skew how far the clocks of issuer and namespace may differ, 0 to 10 minutes
 * @param applications the client applications that tokens may be made for, by {@code appid} or
 *     {@code azp}; empty: any
 */
public record BearerSettings(
        String issuer,
        String audience,
        Optional<URI> jwks,
        Optional<String> sendRole,
        Optional<String> receiveRole,
        Duration skew,
        Set<String> applications) {

    /** The audience of tokens for Event Grid. */
    public static final String AUDIENCE_DEFAULT = "https://eventgrid.azure.net";

    /** The clock difference that is allowed unless set otherwise. */
    public static final Duration SKEW_DEFAULT = Duration.ofMinutes(1);

    private static final Duration SKEW_MAX = Duration.ofMinutes(10);

    /** Checks the bounds. */
    public BearerSettings {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("issuer and audience must not be empty");
        }
        if (skew.isNegative() || skew.compareTo(SKEW_MAX) > 0) {
            throw new IllegalArgumentException("clock skew must be 0 to 10 minutes: " + skew);
        }
        jwks.ifPresent(KeyLocation::check);
        applications = Set.copyOf(applications);
    }

    /**
     * Makes settings that take the tokens of any application.
     *
     * @param issuer the exact {@code iss}
     * @param audience the {@code aud} that tokens must name
     * @param jwks where the issuer's keys are
     * @param sendRole the role or scope that may publish
     * @param receiveRole the role or scope that may receive and settle
     * @param skew how far the clocks may differ
     */
    public BearerSettings(
            String issuer,
            String audience,
            Optional<URI> jwks,
            Optional<String> sendRole,
            Optional<String> receiveRole,
            Duration skew) {
        this(issuer, audience, jwks, sendRole, receiveRole, skew, Set.of());
    }

    /**
     * Returns settings for an issuer, everything else by default.
     *
     * @param issuer the exact {@code iss}
     * @return the settings
     */
    public static BearerSettings of(String issuer) {
        return new BearerSettings(
                issuer,
                AUDIENCE_DEFAULT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SKEW_DEFAULT);
    }
}
