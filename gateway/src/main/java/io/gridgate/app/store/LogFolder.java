package io.gridgate.app.store;

import io.gridgate.app.process.StartException;
import io.gridgate.log.EventLog;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** The log in the data folder of a role that does not run. */
public final class LogFolder {

    private LogFolder() {}

    /**
     * Opens the log.
     *
     * @param data the data folder of the role
     * @return the log, for this process alone
     * @throws StartException if there is none
     * @throws io.gridgate.log.LogException if another process has it, or if it is damaged
     */
    public static EventLog open(Path data) {
        Path folder = data.resolve("log");
        if (!Files.isDirectory(folder)) {
            throw new StartException("there is no log in " + data + "; --data names the folder");
        }
        return EmbeddedLog.open(folder, EmbeddedLogOptions.DEFAULT, InstantSource.system());
    }
}
