package io.gridgate.log.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** All wanted records of a store in a plain map: what a store should have, or what it has. */
final class Records {

    /** The owners that tests use, and those of settings. */
    static final List<Integer> OWNERS = List.of(1, 2, 3, 7, 9);

    /**
     * Names a record.
     *
     * @param kind its kind
     * @param owner whose it is
     * @param number its number
     */
    record Key(Kind kind, int owner, long number) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::kind)
                        .thenComparingInt(Key::owner)
                        .thenComparingLong(Key::number);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final NavigableMap<Key, ByteBuffer> values = new TreeMap<>();

    Records() {}

    Records(Records other) {
        values.putAll(other.values);
    }

    /** Reads everything that a store has. */
    static Records of(SegmentStore store) {
        Records found = new Records();
        for (int owner : OWNERS) {
            store.settings(owner)
                    .forEach((number, value) -> found.found(Kind.META, owner, number, value));
            for (Kind kind : List.of(Kind.EVENTS, Kind.DEDUP)) {
                store.scan(kind, owner, 0, Long.MAX_VALUE, found.visitor(kind, owner));
            }
            store.chunks(owner, 0, Long.MAX_VALUE, found.visitor(Kind.CHUNKS, owner));
            for (Entry each : store.page(Kind.DEAD, owner, 0, Integer.MAX_VALUE)) {
                found.found(Kind.DEAD, owner, each.number(), each.present());
            }
        }
        return found;
    }

    private SegmentStore.Visitor visitor(Kind kind, int owner) {
        return entry -> {
            found(kind, owner, entry.number(), entry.present());
            return true;
        };
    }

    private void found(Kind kind, int owner, long number, byte[] value) {
        Key key = new Key(kind, owner, number);
        assertThat(values.put(key, ByteBuffer.wrap(value))).as("%s is there once", key).isNull();
    }

    void put(Key key, byte[] value) {
        values.put(key, ByteBuffer.wrap(value));
    }

    void remove(Key key) {
        values.remove(key);
    }

    void remove(Kind kind, int owner, long from, long to) {
        values.subMap(new Key(kind, owner, from), new Key(kind, owner, to)).clear();
    }

    boolean has(Key key) {
        return values.containsKey(key);
    }

    byte[] value(Key key) {
        ByteBuffer value = values.get(key);
        assertThat(value).as("%s", key).isNotNull();
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return bytes;
    }

    /** Returns the keys of a kind and an owner, in their order. */
    List<Key> keys(Kind kind, int owner) {
        return new ArrayList<>(
                values.subMap(new Key(kind, owner, 0), new Key(kind, owner, Long.MAX_VALUE))
                        .keySet());
    }

    /** Tells a store after a start which records are wanted. */
    void retainIn(SegmentStore store) {
        for (Kind kind : List.of(Kind.EVENTS, Kind.DEDUP, Kind.DEAD)) {
            for (int owner : OWNERS) {
                store.retain(kind, owner, number -> has(new Key(kind, owner, number)));
            }
        }
    }

    /** Checks that a store has these records and no others. */
    void assertIn(SegmentStore store) {
        Records found = of(store);
        if (!found.values.equals(values)) {
            assertThat(found.described()).isEqualTo(described());
        }
    }

    private Map<Key, String> described() {
        Map<Key, String> described = new TreeMap<>();
        values.forEach((key, value) -> {
            CRC32C crc = new CRC32C();
            crc.update(value.duplicate());
            String hex = HexFormat.of().toHexDigits(crc.getValue(), 8);
            described.put(key, value.remaining() + " bytes " + hex);
        });
        return described;
    }
}
