package io.gridgate.handlers.claimcheck;

import io.cloudevents.CloudEvent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of data, and of the event and data together. */
final class DataDigest {

    private static final String PREFIX = "sha256:";

    private DataDigest() {}

    /** Returns the digest of data as the event carries it. */
    static String of(byte[] data) {
        return PREFIX + HexFormat.of().formatHex(sha256().digest(data));
    }

    /** Returns whether data have a digest; one by another algorithm they have not. */
    static boolean matches(String digest, byte[] data) {
        return MessageDigest.isEqual(
                of(data).getBytes(StandardCharsets.US_ASCII),
                digest.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what one event's data are stored under: 64 hexadecimal digits. */
    static String name(CloudEvent event, String digest) {
        MessageDigest name = sha256();
        byte[] source = event.getSource().toString().getBytes(StandardCharsets.UTF_8);
        byte[] id = event.getId().getBytes(StandardCharsets.UTF_8);
        // The lengths keep apart what only joins to the same text.
        name.update(ByteBuffer.allocate(8).putInt(source.length).putInt(id.length).flip());
        name.update(source);
        name.update(id);
        return HexFormat.of().formatHex(name.digest(digest.getBytes(StandardCharsets.US_ASCII)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
