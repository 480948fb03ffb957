package io.gridgate.log.postgres;

import io.gridgate.event.EventKey;
import io.gridgate.log.TopicName;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Makes the keys by which events are recognised: the first 128 bits of SHA-256 over topic, source
 * and id, with the length of each before it. Nobody can make another event collide with a given one
 * (2^128 tries), or find two that do (2^64 tries). For one thread.
 */
final class DedupKeys {

    private final MessageDigest sha256 = sha256();

    UUID key(TopicName topic, EventKey event) {
        add(topic.value());
        add(event.source());
        add(event.id());
        ByteBuffer hash = ByteBuffer.wrap(sha256.digest());
        return new UUID(hash.getLong(), hash.getLong());
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        sha256.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
