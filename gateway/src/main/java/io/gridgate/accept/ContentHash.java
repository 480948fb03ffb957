package io.gridgate.accept;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash that tells a repeat from a conflict: SHA-256. */
public final class ContentHash {

    private ContentHash() {}

    /**
     * {@return the 32 bytes of SHA-256 of the content}
     *
     * @param content what must be equal in a repeat
     */
    public static byte[] of(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
