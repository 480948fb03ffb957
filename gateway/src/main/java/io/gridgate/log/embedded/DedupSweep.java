package io.gridgate.log.embedded;

import io.gridgate.log.segment.Kind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes the dedup records of one topic once they are past its window and the event is settled, in
 * the order of acceptance. A record whose event is still stored is left behind, so that its status
 * can be told; a second walk over what was left behind looks at those again, every hour.
 */
final class DedupSweep {

    private static final int RECORDS_PER_STEP = 2_048;
    private static final long PAUSE_MILLIS = 10;
    private static final long REST_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final long LATER_MILLIS = Duration.ofHours(1).toMillis();

    private final LogState state;
    private final TopicState topic;
    private long nextAt;
    private long leftFrom;
    private long leftAt;
    private int seen;

    DedupSweep(LogState state, TopicState topic) {
        this.state = state;
        this.topic = topic;
    }

    /** Removes some, if it is time, and returns when to come again. */
    long step(long now) {
        if (nextAt > now) {
            return nextAt;
        }
        seen = 0;
        long again = sweep(now);
        if (seen < RECORDS_PER_STEP) {
            again = Math.min(again, sweepLeft(now));
        }
        nextAt = again;
        return nextAt;
    }

    /** Goes on with what was not looked at before. */
    private long sweep(long now) {
        List<DedupBlock> over = new ArrayList<>();
        long[] again = {now + REST_MILLIS};
        state.store()
                .scan(
                        Kind.DEDUP,
                        topic.id(),
                        topic.dedupSwept(),
                        Long.MAX_VALUE,
                        stored -> {
                            DedupBlock block = new DedupBlock(topic.id(), stored);
                            if (!topic.isOver(block.acceptedAt(), now)) {
                                again[0] = Math.min(again[0], topic.overAt(block.acceptedAt()));
                                return false;
                            }
                            return isRoom(over, block);
                        });
        if (!over.isEmpty()) {
            remove(over);
            topic.dedupSwept(over.getLast().first() + 1);
            state.touch(topic);
        }
        return seen < RECORDS_PER_STEP ? again[0] : now + PAUSE_MILLIS;
    }

    /** Goes on with what was left behind. */
    private long sweepLeft(long now) {
        if (leftAt > now) {
            return leftAt;
        }
        List<DedupBlock> left = new ArrayList<>();
        state.store()
                .scan(
                        Kind.DEDUP,
                        topic.id(),
                        leftFrom,
                        topic.dedupSwept(),
                        stored -> isRoom(left, new DedupBlock(topic.id(), stored)));
        remove(left);
        boolean done = seen < RECORDS_PER_STEP;
        leftFrom = done ? 0 : left.getLast().first() + 1;
        leftAt = done ? now + LATER_MILLIS : now + PAUSE_MILLIS;
        return leftAt;
    }

    private boolean isRoom(List<DedupBlock> blocks, DedupBlock block) {
        blocks.add(block);
        while (block.next()) {
            seen++;
        }
        return seen < RECORDS_PER_STEP;
    }

    /** Removes what is neither stored nor asked for any more. */
    private void remove(List<DedupBlock> blocks) {
        for (DedupBlock block : blocks) {
            if (topic.live().isLive(LiveEvents.block(block.first()))) {
                continue;
            }
            block.rewind();
            while (block.next()) {
                DedupKey key = new DedupKey(topic.id(), block.high(), block.low());
                state.dedup().forget(key, block.sequence());
            }
            state.store().remove(Kind.DEDUP, topic.id(), block.first(), block.first() + 1);
        }
    }
}
