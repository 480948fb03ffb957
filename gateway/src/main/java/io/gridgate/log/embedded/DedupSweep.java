package io.gridgate.log.embedded;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Removes the dedup records of one topic once they are past its window and the event is settled, in
 * the order of acceptance. A record whose event is still stored is looked at again later, so that
 * its status can be told.
 */
final class DedupSweep {

    private static final int KEYS_PER_STEP = 512;
    private static final long PAUSE_MILLIS = 10;
    private static final long REST_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final long LATER_MILLIS = Duration.ofHours(1).toMillis();
    private static final int HASH_BYTES = 16;

    private final LogState state;
    private final TopicState topic;
    private long nextAt;

    DedupSweep(LogState state, TopicState topic) {
        this.state = state;
        this.topic = topic;
    }

    /** Removes some, if it is time, and returns when to come again. */
    long step(long now) {
        if (nextAt > now) {
            return nextAt;
        }
        List<Map.Entry<byte[], byte[]>> over = new ArrayList<>();
        int[] keys = new int[1];
        long[] waitUntil = {now + REST_MILLIS};
        state.store()
                .scan(
                        Family.DEDUP_ORDER,
                        Keys.dedupOrder(topic.id(), topic.dedupSwept(), 0),
                        Keys.dedupOrder(topic.id() + 1, 0, 0),
                        (key, hashes) -> {
                            long acceptedAt = Keys.number(key);
                            if (!topic.isOver(acceptedAt, now)) {
                                waitUntil[0] = Math.min(waitUntil[0], topic.overAt(acceptedAt));
                                return false;
                            }
                            over.add(Map.entry(key, hashes));
                            keys[0] += hashes.length / HASH_BYTES;
                            return keys[0] < KEYS_PER_STEP;
                        });
        over.forEach(group -> remove(group.getKey(), group.getValue(), now));
        nextAt = keys[0] < KEYS_PER_STEP ? waitUntil[0] : now + PAUSE_MILLIS;
        return nextAt;
    }

    private void remove(byte[] orderKey, byte[] group, long now) {
        ByteBuffer hashes = ByteBuffer.wrap(group);
        ByteBuffer later = ByteBuffer.allocate(group.length);
        while (hashes.hasRemaining()) {
            DedupKey key = new DedupKey(topic.id(), hashes.getLong(), hashes.getLong());
            DedupRecord record = state.dedup().find(key);
            if (record == null || !topic.isOver(record.acceptedAt(), now)) {
                continue;
            }
            if (topic.live().isLive(LiveEvents.block(record.sequence()))) {
                later.putLong(key.high()).putLong(key.low());
            } else {
                state.dedup().forget(key, state.batch());
            }
        }
        state.batch().delete(Family.DEDUP_ORDER, orderKey);
        if (later.position() > 0) {
            byte[] kept = new byte[later.position()];
            later.flip().get(kept);
            long time =
                    Math.max(
                            Keys.number(orderKey) + 1,
                            topic.acceptedToBeOverAt(now + LATER_MILLIS));
            byte[] key = Keys.dedupOrder(topic.id(), time, Keys.lastNumber(orderKey));
            state.batch().put(Family.DEDUP_ORDER, key, kept);
        }
        topic.dedupSwept(Keys.number(orderKey));
        state.touch(topic);
    }
}
