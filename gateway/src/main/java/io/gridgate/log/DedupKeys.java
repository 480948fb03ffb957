package io.gridgate.log;

import io.gridgate.event.EventKey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Makes the keys by which the events of one topic are recognised, the same in every store: the
 * first 128 bits of SHA-256 over topic, source and id, with the length of each before it. Nobody
 * can make another event collide with a given one (2^128 tries), or find two that do (2^64 tries).
 * For one thread.
 */
public final class DedupKeys {

    private final MessageDigest sha256 = sha256();
    private final byte[] topic;

    /**
     * Makes keys of one topic.
     *
     * @param topic the topic
     */
    public DedupKeys(TopicName topic) {
        this.topic = topic.value().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * {@return the key of an event; not a UUID of any version, only as long as one}
     *
     * @param event its identity
     */
    public UUID key(EventKey event) {
        byte[] source = event.source().getBytes(StandardCharsets.UTF_8);
        byte[] id = event.id().getBytes(StandardCharsets.UTF_8);
        ByteBuffer text =
                ByteBuffer.allocate(3 * Integer.BYTES + topic.length + source.length + id.length);
        text.putInt(topic.length).put(topic);
        text.putInt(source.length).put(source);
        text.putInt(id.length).put(id);
        ByteBuffer hash = ByteBuffer.wrap(sha256.digest(text.array()));
        return new UUID(hash.getLong(), hash.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
