package io.gridgate.handlers.iflater;

import io.gridgate.handlers.EventKey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an event is a version of, of any length, as 64 hexadecimal digits. */
final class EntityDigest {

    private EntityDigest() {}

    static String of(String entity) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(entity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The entity that {@code source} and {@code subject} name; a source has no line break. */
    static EventKey sourceAndSubject() {
        return event ->
                event.getSubject() == null ? null : event.getSource() + "\n" + event.getSubject();
    }
}
