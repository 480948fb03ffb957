package io.gridgate.benchmarks.load;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/**
 * What one connection asks and does with the answers. Called by one thread at a time, and in its
 * measured loop: an implementation formats and allocates as little as it can.
 */
public interface Dialogue {

    /**
     * Gives the next request.
     *
     * @param intendedNanos when it should be sent, on the clock of {@link System#nanoTime}
     * @return the bytes of the whole request, which stay untouched until it is answered; null when
     *     this connection has nothing more to ask in this window
     */
    @Nullable ByteBuffer request(long intendedNanos);

    /**
     * Takes a successful answer.
     *
     * @param response the answer, valid during the call
     * @return how many events were done by it
     */
    int answered(Response response);
}
