package io.gridgate.http.namespace;

import io.gridgate.event.Event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What counts as the same content on a topic that deduplicates: the event as it will leave, byte
 * for byte, so that another order of the keys of its data is no other content.
 */
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
