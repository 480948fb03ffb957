package io.gridgate.log.segment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One round of a test, and what nobody wants any more once it is written. Settings of owner 9 count
 * the rounds; those of owner 7 have the next numbers of kinds whose numbers only rise.
 */
final class Change {

    private static final Records.Key COUNT = new Records.Key(Kind.META, 9, 0);

    private record Range(Kind kind, int owner, long from, long to) {}

    private final Map<Records.Key, byte[]> written = new TreeMap<>();
    private final Set<Records.Key> removed = new TreeSet<>();
    private final List<Range> unwanted = new ArrayList<>();

    private Change() {}

    /** Returns how many rounds made these records. */
    static long count(Records records) {
        return records.has(COUNT) ? number(records, COUNT) : 0;
    }

    /** Returns how many rounds made the records of a store. */
    static long count(SegmentStore store) {
        byte[] count = store.settings(COUNT.owner()).get(COUNT.number());
        return count == null ? 0 : ByteBuffer.wrap(count).getLong();
    }

    private static long number(Records records, Records.Key key) {
        return records.has(key) ? ByteBuffer.wrap(records.value(key)).getLong() : 1;
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /**
     * Makes one at random.
     *
     * @param now the records before it
     */
    static Change random(Records now, Random random) {
        Change change = new Change();
        change.written.put(COUNT, bytes(count(now) + 1));
        for (int left = random.nextInt(4); left >= 0; left--) {
            int owner = 1 + random.nextInt(3);
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> change.append(Kind.EVENTS, owner, now, random);
                case 3 -> change.append(Kind.DEDUP, owner, now, random);
                case 4, 5 -> change.chunk(owner, now, random);
                case 6 -> change.written.put(key(Kind.DEAD, owner, now, random), value(random));
                case 7 -> change.discard(owner, now, random);
                default ->
                        change.written.put(
                                new Records.Key(Kind.META, owner, random.nextInt(6)), new byte[20]);
            }
        }
        return change;
    }

    private void append(Kind kind, int owner, Records now, Random random) {
        Records.Key next = new Records.Key(Kind.META, 7, kind.code() * 10L + owner);
        if (!written.containsKey(next)) {
            long number = number(now, next);
            written.put(new Records.Key(kind, owner, number), value(random));
            written.put(next, bytes(number + 1 + random.nextInt(3)));
        }
    }

    private void chunk(int owner, Records now, Random random) {
        Records.Key key = new Records.Key(Kind.CHUNKS, owner, random.nextInt(12));
        if (now.has(key) && !written.containsKey(key) && random.nextInt(3) == 0) {
            removed.add(key);
        } else if (!removed.contains(key)) {
            written.put(key, value(random));
        }
    }

    /** Returns a number that no dead letter has had; they come in any order. */
    private static Records.Key key(Kind kind, int owner, Records now, Random random) {
        return new Records.Key(kind, owner, count(now) + 1 + (random.nextInt(4) << 20));
    }

    /** Lets go of old events and dedup records, of neighbours among them, and of a dead letter. */
    private void discard(int owner, Records now, Random random) {
        for (Kind kind : List.of(Kind.EVENTS, Kind.DEDUP)) {
            List<Records.Key> there = now.keys(kind, owner);
            if (there.size() > 3) {
                int from = random.nextInt(2) * random.nextInt(there.size() / 2);
                int to = from + random.nextInt(there.size() - from);
                long end = there.get(to).number();
                unwanted.add(new Range(kind, owner, there.get(from).number(), end));
            }
        }
        List<Records.Key> dead = now.keys(Kind.DEAD, owner);
        for (int left = dead.size() / 2; left > 0; left--) {
            long number = dead.get(random.nextInt(dead.size())).number();
            unwanted.add(new Range(Kind.DEAD, owner, number, number + 1));
        }
    }

    private static byte[] value(Random random) {
        int length =
                switch (random.nextInt(40)) {
                    case 0 -> 0;
                    case 1 -> 20_000 + random.nextInt(80_000);
                    case 2, 3, 4, 5, 6, 7, 8 -> 3_000 + random.nextInt(6_000);
                    default -> 1 + random.nextInt(1_500);
                };
        byte[] value = new byte[Math.max(1, length)];
        long pattern = random.nextLong();
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) ((pattern >>> (i & 56)) + i);
        }
        return value;
    }

    /** Returns the round to write. */
    Round round() {
        Round round = new Round();
        written.forEach((key, value) -> round.put(key.kind(), key.owner(), key.number(), value));
        removed.forEach(key -> round.remove(key.kind(), key.owner(), key.number()));
        return round;
    }

    /** Does to the records what the round and what follows it do to a store. */
    void to(Records records) {
        written.forEach(records::put);
        removed.forEach(records::remove);
        unwanted.forEach(each -> records.remove(each.kind, each.owner, each.from, each.to));
    }

    /** Tells a store that has the round what is not wanted any more. */
    void discardIn(SegmentStore store) {
        unwanted.forEach(each -> store.remove(each.kind, each.owner, each.from, each.to));
    }
}
