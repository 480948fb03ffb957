package io.gridgate.auth;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.Date;
import java.util.Set;

/** Issuer, audience, time and application of a token, on this process's clock. */
final class BearerClaims extends DefaultJWTClaimsVerifier<SecurityContext> {

    private final InstantSource clock;
    private final Set<String> applications;

    BearerClaims(BearerSettings settings, InstantSource clock) {
        super(
                audiences(settings.audience()),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                Set.of("exp"),
                null);
        this.clock = clock;
        this.applications = settings.applications();
        setMaxClockSkew((int) settings.skew().toSeconds());
    }

    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
            throws BadJWTException {
        super.verify(claims, context);
        // Version 1 of Entra's tokens names the application in appid, version 2 in azp.
        if (!applications.isEmpty()
                && !applications.contains(String.valueOf(claims.getClaim("appid")))
                && !applications.contains(String.valueOf(claims.getClaim("azp")))) {
            throw new BadJWTException("the token was made for another application");
        }
    }

    /** Returns the application that a token was made for, empty where it names none. */
    static String application(JWTClaimsSet claims) {
        Object first = claims.getClaim("appid");
        Object second = claims.getClaim("azp");
        return first == null ? (second == null ? "" : second.toString()) : first.toString();
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
