package io.gridgate.benchmarks.parts;

import io.gridgate.log.EventLog;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;

import java.nio.file.Path;
import java.time.InstantSource;

/** The logs that can be measured. */
public enum LogKind {
    /** The embedded log. */
    EMBEDDED {
        @Override
        EventLog open(Path folder) {
            return EmbeddedLog.open(folder, EmbeddedLogOptions.DEFAULT, InstantSource.system());
        }
    };

    /** Opens or creates the log in a folder. */
    abstract EventLog open(Path folder);
}
