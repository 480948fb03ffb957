package io.gridgate.http.namespace;

import io.gridgate.auth.AccessKeys;
import io.gridgate.auth.BearerTokens;
import io.gridgate.auth.Permission;
import io.gridgate.auth.SharedAccessSignature;
import io.gridgate.http.HttpFailure;
import io.gridgate.http.HttpFailures;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets a request through if it brings exactly one good credential for what it wants: an access key,
 * a shared access signature, or a bearer token.
 */
final class Gatekeeper {

    private static final String KEY_SCHEME = "SharedAccessKey ";
    private static final String SAS_SCHEME = "SharedAccessSignature ";
    private static final String BEARER_SCHEME = "Bearer ";

    private final AccessKeys keys;
    private final Optional<BearerTokens> bearer;
    private final InstantSource clock;

    Gatekeeper(AccessKeys keys, Optional<BearerTokens> bearer, InstantSource clock) {
        this.keys = keys;
        this.bearer = bearer;
        this.clock = clock;
    }

    /** Throws 401 or 403 unless the request may do this to the path. */
    void check(HttpServletRequest request, QueryParameters query, Permission wanted, String path) {
        String authorization = single(request, "Authorization");
        String keyHeader = single(request, "aeg-sas-key");
        String sasHeader = single(request, "aeg-sas-token");
        String keyParameter = query.get("aeg-sas-key");
        int count =
                count(authorization) + count(keyHeader) + count(sasHeader) + count(keyParameter);
        if (count == 0) {
            throw NamespaceFailures.unauthorized("The request has no credential.");
        }
        if (count > 1) {
            throw NamespaceFailures.unauthorized(
                    "The request has more than one credential; send exactly one.");
        }
        if (keyHeader != null) {
            checkKey(keyHeader);
        } else if (keyParameter != null) {
            checkKey(keyParameter);
        } else if (sasHeader != null) {
            checkSignature(sasHeader, path);
        } else if (authorization != null) {
            checkAuthorization(authorization, wanted, path);
        }
    }

    private void checkAuthorization(String authorization, Permission wanted, String path) {
        if (hasScheme(authorization, KEY_SCHEME)) {
            checkKey(authorization.substring(KEY_SCHEME.length()).strip());
        } else if (hasScheme(authorization, SAS_SCHEME)) {
            checkSignature(authorization.substring(SAS_SCHEME.length()).strip(), path);
        } else if (hasScheme(authorization, BEARER_SCHEME) && bearer.isPresent()) {
            checkBearer(
                    bearer.get(), authorization.substring(BEARER_SCHEME.length()).strip(), wanted);
        } else {
            throw NamespaceFailures.unauthorized(
                    "The authorization scheme is not supported; use SharedAccessKey"
                            + (bearer.isPresent()
                                    ? ", SharedAccessSignature or Bearer."
                                    : " or SharedAccessSignature."));
        }
    }

    private void checkKey(String key) {
        if (!keys.matches(key)) {
            throw NamespaceFailures.unauthorized("The access key is not valid.");
        }
    }

    private void checkSignature(String token, String path) {
        switch (SharedAccessSignature.check(token, keys, clock.instant())) {
            case SharedAccessSignature.Result.Granted(String granted) -> {
                if (!covers(granted, path.toLowerCase(Locale.ROOT))) {
                    throw NamespaceFailures.forbidden("The SAS token is for another resource.");
                }
            }
            case SharedAccessSignature.Result.Refused(String reason) ->
                    throw NamespaceFailures.unauthorized(reason);
        }
    }

    private static void checkBearer(BearerTokens tokens, String token, Permission wanted) {
        switch (tokens.check(token)) {
            case BearerTokens.Result.Granted granted -> {
                if (!granted.permissions().contains(wanted)) {
                    throw NamespaceFailures.forbidden(
                            "The bearer token lacks the role for this operation.");
                }
            }
            case BearerTokens.Result.Refused _ ->
                    throw NamespaceFailures.unauthorized("The bearer token is not valid.");
            case BearerTokens.Result.Unknown _ ->
                    throw HttpFailures.unavailable(
                            "The keys of the token issuer cannot be read; try again.");
        }
    }

    /** A grant covers its own path and everything below it, but no other name it begins. */
    static boolean covers(String granted, String path) {
        if (!path.startsWith(granted)) {
            return false;
        }
        return path.length() == granted.length()
                || path.charAt(granted.length()) == '/'
                || path.charAt(granted.length()) == ':';
    }

    private static boolean hasScheme(String authorization, String scheme) {
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static int count(@Nullable String credential) {
        return credential == null ? 0 : 1;
    }

    private static @Nullable String single(HttpServletRequest request, String header) {
        String value = request.getHeader(header);
        if (value == null) {
            return null;
        }
        Enumeration<String> all = request.getHeaders(header);
        all.nextElement();
        if (all.hasMoreElements()) {
            HttpFailure twice =
                    NamespaceFailures.unauthorized("The header " + header + " is given twice.");
            throw twice;
        }
        return value;
    }
}
