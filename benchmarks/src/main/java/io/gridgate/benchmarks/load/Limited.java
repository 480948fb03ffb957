package io.gridgate.benchmarks.load;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Stops asking when a number of requests that several connections share is used up. */
public final class Limited implements Dialogue {

    private final Dialogue dialogue;
    private final AtomicLong left;

    /**
     * Limits a dialogue.
     *
     * @param dialogue what is asked
     * @param left requests that are left for all who share it
     */
    public Limited(Dialogue dialogue, AtomicLong left) {
        this.dialogue = dialogue;
        this.left = left;
    }

    @Override
    public @Nullable ByteBuffer request(long intendedNanos) {
        return left.getAndDecrement() > 0 ? dialogue.request(intendedNanos) : null;
    }

    @Override
    public int answered(Response response) {
        return dialogue.answered(response);
    }
}
