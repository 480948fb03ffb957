package io.gridgate.log.embedded;

import io.gridgate.event.EventKey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 128 bits of SHA-256 over an event's source and id, within a topic. Nobody can make
 * another event collide with a given one (2^128 tries), or find two that do (2^64 tries).
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
            sha256.update(ByteBuffer.allocate(4).putInt(0, source.length));
            sha256.update(source);
            ByteBuffer hash =
                    ByteBuffer.wrap(sha256.digest(key.id().getBytes(StandardCharsets.UTF_8)));
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
