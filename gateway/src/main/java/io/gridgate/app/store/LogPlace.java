package io.gridgate.app.store;

import io.gridgate.app.process.StartException;
import io.gridgate.log.EventLog;
import io.gridgate.log.move.PieceSink;
import io.gridgate.log.move.PieceSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Where the log of one role is.
 *
 * @param store the kind of store
 * @param data the data folder of the role
 */
public record LogPlace(LogStore store, Path data) {

    /**
     * Opens the log, as a start of its process does.
     *
     * @return the log; the caller closes it
     * @throws StartException if there is none
     * @throws io.gridgate.log.LogException if another process has it, or if it is damaged
     */
    public EventLog open() {
        checkThere();
        return store.open(data, InstantSource.system());
    }

    /**
     * Opens the log to read it piece by piece.
     *
     * @return the log; the caller closes it
     * @throws StartException if there is none
     * @throws io.gridgate.log.LogException if another process has it, or if it is damaged
     */
    public PieceSource source() {
        checkThere();
        return store.source(data);
    }

    /**
     * Begins a log that is filled piece by piece.
     *
     * @return the log; the caller closes it
     * @throws io.gridgate.log.LogException if there is a log already
     */
    public PieceSink sink() {
        return store.sink(data);
    }

    /**
     * Gives space back that is not needed.
     *
     * @return what was done, in words
     * @throws StartException if there is no log
     */
    public String compact() {
        checkThere();
        return store.compact(data);
    }

    private void checkThere() {
        if (!store.isShared() && !Files.isDirectory(data.resolve("log"))) {
            throw new StartException("there is no log in " + data + "; --data names the folder");
        }
    }
}
