package io.gridgate.http.namespace;

import io.gridgate.event.Event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What counts as the same content on a topic that deduplicates: the event, byte for byte. */
final class ContentHash {

    private ContentHash() {}

    static byte[] of(Event event) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(event.json());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
