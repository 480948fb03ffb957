package io.gridgate.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Property names, found by their bytes. Immutable: names that only senders know never get in,
 * however many they send.
 */
final class NameTable {

    private final List<String> names;
    private final byte[] @Nullable [] keys;
    private final int[] indexes;
    private final int mask;

    NameTable(Collection<String> known) {
        names = List.copyOf(known);
        int capacity = Integer.highestOneBit(Math.max(names.size(), 4)) * 4;
        keys = new byte[capacity][];
        indexes = new int[capacity];
        mask = capacity - 1;
        for (int index = 0; index < names.size(); index++) {
            byte[] key = names.get(index).getBytes(UTF_8);
            int slot = slot(key, 0, key.length);
            keys[slot] = key;
            indexes[slot] = index;
        }
    }

    /**
     * Returns which of the names stands between two indexes, without escapes; -1 if it is none of
     * them.
     */
    int index(byte[] json, int from, int to) {
        int slot = slot(json, from, to);
        return keys[slot] == null ? -1 : indexes[slot];
    }

    /** Returns the text of the name that a cursor has just taken, which has no escapes. */
    String text(DataCursor cursor) {
        int index = index(cursor.json(), cursor.textStart(), cursor.textStop());
        return index < 0 ? cursor.text() : names.get(index);
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
