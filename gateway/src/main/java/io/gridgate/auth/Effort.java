package io.gridgate.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cryptographic work of one authentication. Every digest and MAC over caller input goes through
 * here and is counted, so that a refusal can be brought to the same amount of work whatever it was
 * that did not fit. One per request; not for several threads.
 */
final class Effort {

    /** Bytes in a SHA-256 digest and in an HMAC-SHA256. */
    static final int DIGEST_BYTES = 32;

    private int digests;
    private int macs;

    byte[] digest(byte[] input) {
        digests++;
        return sha256(input);
    }

    /** {@return the MAC of the message under a key made by {@link #macKey}} */
    byte[] mac(Mac key, byte[] message) {
        macs++;
        try {
            return ((Mac) key.clone()).doFinal(message);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HmacSHA256 of this JDK cannot be cloned", e);
        }
    }

    int digests() {
        return digests;
    }

    int macs() {
        return macs;
    }

    static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns a keyed MAC to be cloned per message; keying it once saves half of a short MAC. */
    static Mac macKey(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
