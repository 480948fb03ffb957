package io.gridgate.handlers.claimcheck;

import java.io.IOException;
import java.net.URI;

/** Keeps data outside their event. Safe for use by many threads. */
public interface DataStore extends DataReader {

    /**
     * Stores data. They are there for good, power failures included as far as the store can tell,
     * when this returns; only then may their event be sent. Storing the same again changes nothing.
     *
     * @param name what to keep them under: 64 lower-case hexadecimal digits, which say which event
     *     and which bytes they are
     * @param data the bytes
     * @return where they are, for the event's {@code dataref}
     * @throws IOException if the store does not take them; trying again may help
     * @throws InterruptedException if the thread is interrupted
     */
    URI put(String name, byte[] data) throws IOException, InterruptedException;

    /**
     * Removes data.
     *
     * @param address one that this store {@link #reads}
     * @return whether they were there
     * @throws IOException if the store cannot be asked now
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if the address is not one of this store's
     */
    boolean delete(URI address) throws IOException, InterruptedException;
}
