package io.gridgate.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;

import io.gridgate.auth.Admission.Admitted;
import io.gridgate.auth.Admission.Reason;
import io.gridgate.auth.Admission.Refused;

import org.jspecify.annotations.Nullable;

import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A bearer token of one of several issuers, {@code Authorization: Bearer}. The issuer that a token
 * names decides by whose keys it is checked; an issuer that is not listed is refused unread.
 */
public final class TokenCredential implements Credential {

    private static final String SCHEME = "Bearer ";

    private final Map<String, BearerTokens> issuers;

    /**
     * Makes a credential.
     *
     * @param issuers which tokens are accepted, one entry for each issuer
     * @param clock the time
     */
    public TokenCredential(List<BearerSettings> issuers, InstantSource clock) {
        this.issuers =
                issuers.stream()
                        .collect(
                                Collectors.toMap(
                                        BearerSettings::issuer,
                                        ((Function<BearerSettings, BearerTokens>)
                                                it -> new BearerTokens(it, clock))));
    }

    /** {@return nothing: tokens are not ours to count} */
    @Override
    public List<SecretUse> uses() {
        return List.of();
    }

    @Override
    public Map<Work, Integer> refusalWork() {
        return Map.of();
    }

    Admission check(Presented presented) {
        String authorization = presented.header("authorization");
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Refused(Reason.NOTHING_PRESENTED);
        }
        String token = authorization.substring(SCHEME.length()).strip();
        BearerTokens tokens = issuerOf(token);
        if (tokens == null) {
            return new Refused(Reason.NO_MATCH);
        }
        return switch (tokens.check(token)) {
            case BearerTokens.Result.Granted(var permissions, String application) ->
                    permissions.contains(Permission.SEND)
                            ? new Admitted(application)
                            : new Refused(Reason.ROLE_MISSING);
            case BearerTokens.Result.Refused _ -> new Refused(Reason.NO_MATCH);
            case BearerTokens.Result.Unknown _ -> new Refused(Reason.ISSUER_UNREACHABLE);
        };
    }

    /** Reads what nobody has proven yet, only to know whose keys to prove it with. */
    private @Nullable BearerTokens issuerOf(String token) {
        try {
            JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
            String issuer = claims == null ? null : claims.getIssuer();
            return issuer == null ? null : issuers.get(issuer);
        } catch (ParseException e) {
            return null;
        }
    }
}
