package io.gridgate.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;

/**
 * The property names that contracts speak of, so that they need not be made anew for every event.
 * Immutable: names that only senders know never get in, however many they send.
 */
final class NameTable {

    private final byte[] @Nullable [] keys;
    private final String[] names;
    private final int mask;

    NameTable(Collection<String> known) {
        int capacity = Integer.highestOneBit(Math.max(known.size(), 4)) * 4;
        keys = new byte[capacity][];
        names = new String[capacity];
        mask = capacity - 1;
        for (String name : known) {
            byte[] key = name.getBytes(UTF_8);
            int slot = slot(key, 0, key.length);
            keys[slot] = key;
            names[slot] = name;
        }
    }

    /** Returns the text of a name without escapes that stands between two indexes. */
    String text(byte[] json, int from, int to) {
        int slot = slot(json, from, to);
        return keys[slot] == null ? new String(json, from, to - from, UTF_8) : names[slot];
    }

    /** Returns where the name is, or the free place where it would be. */
    private int slot(byte[] json, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + json[i];
        }
        int slot = (hash ^ hash >>> 15) & mask;
        byte[] key = keys[slot];
        while (key != null && !Arrays.equals(key, 0, key.length, json, from, to)) {
            slot = slot + 1 & mask;
            key = keys[slot];
        }
        return slot;
    }
}
