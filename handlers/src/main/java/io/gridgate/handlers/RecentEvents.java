package io.gridgate.handlers;

import io.cloudevents.rw.CloudEventRWException;
import io.gridgate.handlers.client.JsonCloudEvent;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The most recent events by {@code source} and {@code id}, as a bounded set of 128-bit digests: a
 * ring in order of arrival and an open-addressed table over it. Grows by doubling up to its bound;
 * then each new event takes the place of the oldest. For one thread at a time.
 */
final class RecentEvents {

    /**
     * The identity of an event, digested.
     *
     * @param high the first 64 bits
     * @param low the next 64 bits
     */
    record Key(long high, long low) {

        /** Digests source and id; fails on an event that lacks one. */
        static Key of(JsonCloudEvent event) {
            MessageDigest digest = sha256();
            byte[] source = bytes(event, "source");
            // The length keeps apart what only joins to the same text.
            digest.update(ByteBuffer.allocate(4).putInt(source.length).flip());
            digest.update(source);
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(bytes(event, "id")));
            return new Key(hash.getLong(), hash.getLong());
        }

        private static byte[] bytes(JsonCloudEvent event, String attribute) {
            @Nullable String value = event.attributeText(attribute);
            if (value == null) {
                throw CloudEventRWException.newOther("Missing mandatory attribute " + attribute);
            }
            return value.getBytes(StandardCharsets.UTF_8);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }

    private static final int FREE = -1;

    private final int bound;
    private long[] ring;
    private int[] table;
    private int size;
    private int oldest;

    RecentEvents(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("at least one event must be remembered");
        }
        this.bound = bound;
        this.ring = new long[2 * Math.min(bound, 64)];
        this.table = emptyTable(ring.length / 2);
    }

    boolean contains(Key key) {
        return table[slot(key.high(), key.low())] != FREE;
    }

    void add(JsonCloudEvent event) {
        add(Key.of(event));
    }

    /** Adds a key; one that is there already keeps its age. */
    void add(Key key) {
        if (contains(key)) {
            return;
        }
        int capacity = ring.length / 2;
        if (size == capacity && capacity < bound) {
            grow((int) Math.min(bound, 2L * capacity));
        }
        int at;
        if (size < ring.length / 2) {
            at = size++;
        } else {
            at = oldest;
            oldest = (oldest + 1) % size;
            free(slot(ring[2 * at], ring[2 * at + 1]));
        }
        ring[2 * at] = key.high();
        ring[2 * at + 1] = key.low();
        table[slot(key.high(), key.low())] = at;
    }

    private void grow(int capacity) {
        ring = Arrays.copyOf(ring, 2 * capacity);
        table = emptyTable(capacity);
        for (int at = 0; at < size; at++) {
            table[slot(ring[2 * at], ring[2 * at + 1])] = at;
        }
    }

    /** A power of two, at most half full. */
    private static int[] emptyTable(int capacity) {
        int[] empty = new int[Integer.highestOneBit(Math.max(capacity, 2) - 1) << 2];
        Arrays.fill(empty, FREE);
        return empty;
    }

    /** Finds where a key is, or the free slot where it would go. */
    private int slot(long high, long low) {
        int slot = (int) high & (table.length - 1);
        while (table[slot] != FREE
                && (ring[2 * table[slot]] != high || ring[2 * table[slot] + 1] != low)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    /** Empties a slot and moves up what was pushed past it, so that no search ends early. */
    private void free(int hole) {
        int mask = table.length - 1;
        int at = hole;
        table[hole] = FREE;
        for (int next = (at + 1) & mask; table[next] != FREE; next = (next + 1) & mask) {
            int home = (int) ring[2 * table[next]] & mask;
            if (((next - home) & mask) >= ((next - at) & mask)) {
                table[at] = table[next];
                table[next] = FREE;
                at = next;
            }
        }
    }
}
