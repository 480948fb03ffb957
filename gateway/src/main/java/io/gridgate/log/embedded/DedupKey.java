package io.gridgate.log.embedded;

import io.gridgate.event.EventKey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 128 bits of SHA-256 over an event's topic, source and id. Nobody can make another event
 * collide with a given one (2^128 tries), or find two that do (2^64 tries).
 *
 * @param topic the topic's number
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
record DedupKey(int topic, long high, long low) {

    /** Makes keys one after the other; one per thread and call. */
    static final class Maker {

        private final MessageDigest sha256 = sha256();

        DedupKey make(int topic, EventKey key) {
            byte[] source = key.source().getBytes(StandardCharsets.UTF_8);
            byte[] id = key.id().getBytes(StandardCharsets.UTF_8);
            ByteBuffer text = ByteBuffer.allocate(2 * Integer.BYTES + source.length + id.length);
            text.putInt(topic).putInt(source.length).put(source).put(id);
            ByteBuffer hash = ByteBuffer.wrap(sha256.digest(text.array()));
            return new DedupKey(topic, hash.getLong(), hash.getLong());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
