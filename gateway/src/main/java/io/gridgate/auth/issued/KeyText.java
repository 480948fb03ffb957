package io.gridgate.auth.issued;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * How a key looks: {@value #PREFIX}, 43 random letters and digits (256 bits), and six that are the
 * CRC-32 of what stands before them. The prefix lets secret scanners find a key that leaked, the
 * checksum lets them tell it from a text that only looks like one: {@value #PATTERN}.
 */
public final class KeyText {

    /** What every key begins with. */
    public static final String PREFIX = "gridgate_";

    /** The regular expression of a key. */
    public static final String PATTERN = "gridgate_[0-9A-Za-z]{49}";

    private static final int RANDOM_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private KeyText() {}

    /**
     * {@return a new key}
     *
     * @param random where its bits come from: a {@link java.security.SecureRandom}
     */
    public static String make(RandomGenerator random) {
        StringBuilder text = new StringBuilder(PREFIX);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return text.append(checksum(text.toString())).toString();
    }

    /**
     * {@return whether a text is a key, by its look and its checksum}
     *
     * @param text the text
     */
    public static boolean isKey(String text) {
        int end = text.length() - CHECKSUM_LENGTH;
        return text.matches(PATTERN)
                && text.substring(end).equals(checksum(text.substring(0, end)));
    }

    /**
     * {@return the SHA-256 of a key} One fast digest is enough: nobody can guess 256 random bits,
     * and a slow one would let strangers keep the gateway busy.
     *
     * @param key the key
     */
    public static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        char[] digits = new char[CHECKSUM_LENGTH];
        long rest = crc.getValue();
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }
}
