package io.gridgate.securitylog;

import java.io.IOException;

/** Where lines go. For one thread at a time. */
public interface Lines {

    /**
     * Adds lines.
     *
     * @param lines whole lines in UTF-8, each with its line feed
     * @throws IOException if they could not be written, or not all of them
     */
    void write(byte[] lines) throws IOException;
}
