package io.gridgate.log.move;

/**
 * An empty log that is filled piece by piece: with all of it, or, where it is closed before it is
 * finished or the process ends, with nothing. For one thread.
 */
public interface PieceSink extends AutoCloseable {

    /**
     * Takes the next piece, in the order that {@link Piece} tells.
     *
     * @param piece the piece
     * @throws IllegalArgumentException if it does not fit those before it
     * @throws io.gridgate.log.LogException if it cannot be written
     */
    void put(Piece piece);

    /**
     * Makes everything durable at once.
     *
     * @throws io.gridgate.log.LogException if it cannot be written; nothing is there then
     */
    void finish();

    /** Lets go of the log; what is not finished is dropped. */
    @Override
    void close();
}
