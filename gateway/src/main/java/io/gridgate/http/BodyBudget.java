package io.gridgate.http;

import java.util.concurrent.Semaphore;

/**
 * The memory that request bodies may take at once; a request for which there is none left is
 * answered 503. For any number of threads.
 */
public final class BodyBudget {

    private static final int BLOCK_BYTES = 1 << 10;

    private final Semaphore blocks;

    /**
     * Makes a budget.
     *
     * @param bytesMax how many bytes bodies may take together
     */
    public BodyBudget(long bytesMax) {
        this.blocks = new Semaphore((int) Math.min(bytesMax / BLOCK_BYTES, Integer.MAX_VALUE));
    }

    /** {@return a budget of a quarter of the heap} */
    public static BodyBudget ofHeap() {
        return new BodyBudget(Runtime.getRuntime().maxMemory() / 4);
    }

    /** A share of the budget, to be closed when the request is done. */
    public final class Share implements AutoCloseable {
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
     * @return what was taken
     * @throws HttpFailure 503 if there is not so much left
     */
    public Share take(long declared, int bytesMax) {
        long bytes = declared < 0 ? bytesMax : Math.min(declared, bytesMax);
        int needed = (int) (bytes / BLOCK_BYTES) + 1;
        if (!blocks.tryAcquire(needed)) {
            throw busy();
        }
        return new Share(needed);
    }

    private static HttpFailure busy() {
        return HttpFailures.unavailable("Too many request bodies are under way.");
    }
}
