package io.gridgate.http.partner;

import io.gridgate.http.HttpFailure;

import java.util.concurrent.Semaphore;

/**
 * The memory that request bodies may take at once; a request for which there is none left is
 * answered 503. For any number of threads.
 */
final class BodyBudget {

    private static final int BLOCK_BYTES = 1 << 10;

    private final Semaphore blocks;

    BodyBudget(long bytesMax) {
        this.blocks = new Semaphore((int) Math.min(bytesMax / BLOCK_BYTES, Integer.MAX_VALUE));
    }

    /** A quarter of the heap. */
    static BodyBudget ofHeap() {
        return new BodyBudget(Runtime.getRuntime().maxMemory() / 4);
    }

    /** A share of the budget, to be closed when the request is done. */
    final class Share implements AutoCloseable {
        private final int taken;

        private Share(int taken) {
            this.taken = taken;
        }

        @Override
        public void close() {
            blocks.release(taken);
        }
    }

    /**
     * Takes what a body needs.
     *
     * @param declared its declared length, negative where it is not declared
     * @param bytesMax the most that will be read of it
     */
    Share take(long declared, int bytesMax) {
        long bytes = declared < 0 ? bytesMax : Math.min(declared, bytesMax);
        int needed = (int) (bytes / BLOCK_BYTES) + 1;
        if (!blocks.tryAcquire(needed)) {
            throw busy();
        }
        return new Share(needed);
    }

    private static HttpFailure busy() {
        return ErrorCode.UNAVAILABLE
                .failure("Too many request bodies are under way.")
                .with("Retry-After", "1");
    }
}
