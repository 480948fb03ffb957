package io.gridgate.auth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks shared access signatures, {@code r={resource}&e={expiry}&s={signature}}.
 *
 * <p>The signature is HMAC-SHA256 with the base64-decoded access key over the text before {@code
 * &s=} exactly as it came: clients differ in how they percent-encode, so it is not decoded first.
 * An access key that is not base64 cannot sign.
 *
 * <p>The resource grants everything below its path. Its host is not compared: which name a caller
 * used is the caller's word anyway, and the key is this namespace's own.
 */
public final class SharedAccessSignature {

    /** Longest signature that is looked at, in characters. */
    public static final int LENGTH_MAX = 4_096;

    private SharedAccessSignature() {}

    /** What became of a signature. */
    public sealed interface Result {

        /**
         * It is good.
         *
         * @param path the path that it grants with all below, in lower case and without a slash at
         *     the end; empty for the whole namespace
         */
        record Granted(String path) implements Result {}

        /**
         * It is not.
         *
         * @param reason why, for the caller
         */
        record Refused(String reason) implements Result {}
    }

    /**
     * Checks a signature.
     *
     * @param token the text as it came
     * @param keys the keys, each of which may have signed
     * @param now the time
     * @return what it grants
     */
    public static Result check(String token, AccessKeys keys, Instant now) {
        int expiryAt = token.indexOf("&e=");
        int signatureAt = token.lastIndexOf("&s=");
        if (!token.startsWith("r=") || expiryAt < 0 || signatureAt < expiryAt + 3) {
            return new Result.Refused("The SAS token must have the form r=...&e=...&s=...");
        }
        if (token.length() > LENGTH_MAX) {
            return new Result.Refused("The SAS token is too long.");
        }
        byte[] signature = signature(token.substring(signatureAt + 3));
        byte[] message = token.substring(0, signatureAt).getBytes(StandardCharsets.UTF_8);
        if (!keys.signed(message, signature)) {
            return new Result.Refused("The signature of the SAS token is not valid.");
        }
        Optional<Instant> expiry =
                SasExpiry.parse(decode(token.substring(expiryAt + 3, signatureAt)));
        if (expiry.isEmpty()) {
            return new Result.Refused("The expiry time of the SAS token cannot be read.");
        }
        if (!now.isBefore(expiry.get())) {
            return new Result.Refused("The SAS token has expired.");
        }
        return new Result.Granted(path(decode(token.substring(2, expiryAt))));
    }

    private static byte[] signature(String encoded) {
        try {
            // An unencoded plus comes out of the form decoding as a space.
            return Base64.getDecoder().decode(decode(encoded).replace(' ', '+'));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String path(String resource) {
        String path = resource;
        int query = path.indexOf('?');
        if (query >= 0) {
            path = path.substring(0, query);
        }
        int authority = path.indexOf("://");
        if (authority >= 0) {
            int slash = path.indexOf('/', authority + 3);
            path = slash < 0 ? "" : path.substring(slash);
        }
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return path.toLowerCase(Locale.ROOT);
    }
}
