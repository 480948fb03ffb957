package io.gridgate.handlers.inbox;

import io.cloudevents.CloudEvent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The identity of an event, {@code source} and {@code id}, as 64 hexadecimal digits. */
final class EventKeyDigest {

    private EventKeyDigest() {}

    static String of(CloudEvent event) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] source = event.getSource().toString().getBytes(StandardCharsets.UTF_8);
            // The length keeps apart what only joins to the same text.
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(source.length).flip());
            digest.update(source);
            byte[] id = event.getId().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(id));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
