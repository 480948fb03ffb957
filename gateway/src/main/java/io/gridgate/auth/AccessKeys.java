package io.gridgate.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The access keys of a namespace, one or two of them so that they can be rotated without a gap.
 *
 * <p>Keys are compared by their SHA-256 digests in constant time, every key every time, so that
 * neither length nor position of a difference shows. Immutable, safe for use by all threads.
 */
public final class AccessKeys {

    /** Most keys at a time. */
    public static final int KEYS_MAX = 2;

    /** Longest key. */
    public static final int LENGTH_MAX = 512;

    private final List<String> keys;
    private final byte[][] digests;

    /** Keyed once, to be cloned per message; empty for a key that is not base64. */
    private final List<Optional<SigningKey.Symmetric>> macs;

    /**
     * Takes the keys.
     *
     * @param keys one or two keys of 1 to 512 visible ASCII characters, the first one primary
     */
    public AccessKeys(List<String> keys) {
        if (keys.isEmpty() || keys.size() > KEYS_MAX) {
            throw new IllegalArgumentException("there must be one or two access keys");
        }
        for (String key : keys) {
            if (!isValid(key)) {
                throw new IllegalArgumentException(
                        "an access key must be 1 to 512 visible ASCII characters without spaces");
            }
        }
        this.keys = List.copyOf(keys);
        this.digests = keys.stream().map(AccessKeys::digest).toArray(byte[][]::new);
        this.macs = keys.stream().map(AccessKeys::mac).toList();
    }

    /**
     * Tells whether this is one of the keys.
     *
     * @param candidate what a caller brought
     * @return whether it is a key
     */
    public boolean matches(String candidate) {
        byte[] digest = digest(candidate);
        boolean found = false;
        for (byte[] known : digests) {
            found |= MessageDigest.isEqual(known, digest);
        }
        return found;
    }

    /** Tells whether one of the keys signed the message; a key that is not base64 signs nothing. */
    boolean signed(byte[] message, byte[] signature) {
        Effort effort = new Effort();
        boolean signed = false;
        for (Optional<SigningKey.Symmetric> mac : macs) {
            signed |=
                    mac.isPresent()
                            && MessageDigest.isEqual(
                                    effort.mac(mac.get(), List.of(message)), signature);
        }
        return signed;
    }

    /** {@return the keys, the primary one first; secret} */
    public List<String> values() {
        return keys;
    }

    @Override
    public String toString() {
        return "AccessKeys[" + keys.size() + "]";
    }

    private static boolean isValid(String key) {
        return !key.isEmpty()
                && key.length() <= LENGTH_MAX
                && key.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private static byte[] digest(String text) {
        return Effort.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<SigningKey.Symmetric> mac(String key) {
        try {
            byte[] secret = Base64.getDecoder().decode(key);
            return secret.length == 0
                    ? Optional.empty()
                    : Optional.of(SigningKey.mac(SignatureAlgorithm.HMAC_SHA256, secret));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
