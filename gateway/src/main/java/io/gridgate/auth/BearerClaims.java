package io.gridgate.auth;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;

import java.time.InstantSource;
import java.util.Date;
import java.util.Set;

/** Issuer, audience and time of a token, on this process's clock. */
final class BearerClaims extends DefaultJWTClaimsVerifier<SecurityContext> {

    private final InstantSource clock;

    BearerClaims(BearerSettings settings, InstantSource clock) {
        super(
                audiences(settings.audience()),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                Set.of("exp"),
                null);
        this.clock = clock;
        setMaxClockSkew((int) settings.skew().toSeconds());
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // the library's own signature
    protected Date currentTime() {
        return Date.from(clock.instant());
    }

    private static Set<String> audiences(String audience) {
        String bare =
                audience.endsWith("/") ? audience.substring(0, audience.length() - 1) : audience;
        return Set.of(bare, bare + "/");
    }
}
