package io.gridgate.handlers.claimcheck;

import java.io.IOException;
import java.net.URI;

/**
 * Reads data that wait outside their event. Safe for use by many threads; calls block and are made
 * for virtual threads.
 */
public interface DataReader {

    /**
     * {@return whether this reader has been told to read there} An address comes with an event, so
     * from outside: a reader follows no other than those it was made for.
     *
     * @param address what the event says
     */
    boolean reads(URI address);

    /**
     * Reads data.
     *
     * @param address one that this reader {@link #reads}
     * @param bytesMax the most to read
     * @return the data, or why there are none
     * @throws IOException if the store cannot be asked now; trying again may help
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if the address is not one of this reader's
     */
    StoredData read(URI address, int bytesMax) throws IOException, InterruptedException;
}
