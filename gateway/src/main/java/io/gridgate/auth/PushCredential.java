package io.gridgate.auth;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * What Event Grid must present when it pushes: a secret in the query of the webhook's address, a
 * token of Entra ID, or both. What is configured is required. For any number of threads.
 *
 * <p>Source: "Authenticate event delivery to event handlers", Microsoft Learn.
 *
 * @param secrets the secrets of which one must be in the query; empty: none is asked for
 * @param tokens the issuers of which one must have made the token; none: no token is asked for
 */
public record PushCredential(Optional<SharedSecrets> secrets, List<BearerTokens> tokens) {

    private static final String SCHEME = "Bearer ";

    /** Copies the list. */
    public PushCredential {
        tokens = List.copyOf(tokens);
    }

    /** What became of a caller. */
    public enum Result {
        /** It may push. */
        ADMITTED,
        /** It presents nothing that is good here. */
        REFUSED,
        /** The keys of the issuer cannot be read right now, so nobody can tell. */
        UNKNOWN
    }

    /**
     * {@return whether the caller may push}
     *
     * @param secret the secret in the query, null where there is none
     * @param authorization the header {@code Authorization}, null where there is none
     */
    public Result check(@Nullable String secret, @Nullable String authorization) {
        if (secrets.isPresent() && !secrets.get().matches(secret)) {
            return Result.REFUSED;
        }
        return tokens.isEmpty() ? Result.ADMITTED : check(authorization);
    }

    private Result check(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Result.REFUSED;
        }
        String token = authorization.substring(SCHEME.length()).strip();
        Result worst = Result.REFUSED;
        for (BearerTokens issuer : tokens) {
            switch (issuer.check(token)) {
                case BearerTokens.Result.Granted granted -> {
                    if (granted.permissions().contains(Permission.SEND)) {
                        return Result.ADMITTED;
                    }
                }
                case BearerTokens.Result.Refused _ -> {}
                case BearerTokens.Result.Unknown _ -> worst = Result.UNKNOWN;
            }
        }
        return worst;
    }
}
