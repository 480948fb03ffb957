package io.gridgate.auth;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import javax.crypto.Mac;

/**
 * An HMAC-SHA256 of the raw body in a header, as {@code <prefix><signature>}. The decoded bytes are
 * compared in constant time with the MAC under every live secret; a header that cannot be decoded
 * costs the same work.
 */
public final class HmacCredential implements Credential {

    /** How the signature is written in the header. */
    public enum Encoding {
        /** Hexadecimal, either case. */
        HEX,
        /** Base64 with padding, RFC 4648 §4. */
        BASE64
    }

    private static final byte[] UNREADABLE = {};

    private final String header;
    private final String prefix;
    private final Encoding encoding;
    private final List<Mac> keys;

    /**
     * Makes a credential that accepts a signature under any of the secrets.
     *
     * @param header the header that carries the signature, in any case
     * @param prefix what stands before the signature, for example {@code sha256=}; may be empty
     * @param encoding how the signature is written
     * @param secrets 1 to {@link Credential#SECRETS_MAX} live secrets
     */
    public HmacCredential(String header, String prefix, Encoding encoding, List<Secret> secrets) {
        checkCount(secrets);
        this.header = header.toLowerCase(Locale.ROOT);
        this.prefix = prefix;
        this.encoding = encoding;
        this.keys = secrets.stream().map(secret -> Effort.macKey(secret.bytes())).toList();
    }

    /**
     * {@return GitHub's scheme, {@code X-Hub-Signature-256: sha256=<hex>}}
     *
     * @param secrets the live webhook secrets
     */
    public static HmacCredential gitHub(List<Secret> secrets) {
        return new HmacCredential("x-hub-signature-256", "sha256=", Encoding.HEX, secrets);
    }

    @Override
    public int secrets() {
        return keys.size();
    }

    boolean matches(Presented presented, Effort effort) {
        byte[] decoded = decode(presented.header(header));
        boolean readable = decoded.length == Effort.DIGEST_BYTES;
        byte[] signature = Arrays.copyOf(decoded, Effort.DIGEST_BYTES);
        boolean match = false;
        for (Mac key : keys) {
            match |= MessageDigest.isEqual(effort.mac(key, presented.body()), signature);
        }
        return match && readable;
    }

    private byte[] decode(@Nullable String value) {
        if (value == null || !value.startsWith(prefix)) {
            return UNREADABLE;
        }
        String signature = value.substring(prefix.length()).strip();
        try {
            return switch (encoding) {
                case HEX -> HexFormat.of().parseHex(signature);
                case BASE64 -> Base64.getDecoder().decode(signature);
            };
        } catch (IllegalArgumentException e) {
            return UNREADABLE;
        }
    }

    static void checkCount(List<Secret> secrets) {
        if (secrets.isEmpty() || secrets.size() > SECRETS_MAX) {
            throw new IllegalArgumentException(
                    "a credential has 1 to " + SECRETS_MAX + " secrets, not " + secrets.size());
        }
    }
}
