package io.gridgate.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A key or signing secret that does not show itself: {@link #toString()} is masked, so that it can
 * sit in a settings record. Immutable; compared in constant time for equal lengths.
 */
public final class Secret {

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * {@return the secret that is written as this text}
     *
     * @param text the secret, not empty; its UTF-8 bytes are the key
     */
    public static Secret of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return a copy of the bytes of the secret} */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@return the secret itself, for clients that must present it} Never log it. */
    public String reveal() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** {@return the length of the secret in bytes} */
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "***";
    }
}
