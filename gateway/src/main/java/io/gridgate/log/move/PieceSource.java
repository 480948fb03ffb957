package io.gridgate.log.move;

import java.util.function.Consumer;

/** A log that is read piece by piece, all of one moment. For one thread. */
public interface PieceSource extends AutoCloseable {

    /** {@return how many events, dead letters and records of acceptance there are} */
    long count();

    /**
     * Reads everything, with memory bounded by what one step holds.
     *
     * @param reader takes the pieces in the order that {@link Piece} tells
     * @throws io.gridgate.log.LogException if something cannot be read
     */
    void read(Consumer<Piece> reader);

    @Override
    void close();
}
