package io.gridgate.app.gateway;

import io.gridgate.app.settings.SecurityLogSettings;
import io.gridgate.securitylog.Lines;
import io.gridgate.securitylog.QueuedSecurityLog;
import io.gridgate.securitylog.RotatingFile;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens the security log that the settings ask for. */
public final class SecurityLogs {

    private static final String FILE = "security.jsonl";
    private static final long MIB = 1 << 20;

    private SecurityLogs() {}

    /**
     * Starts the log.
     *
     * @param settings where its lines go
     * @param folder the data folder of the process
     * @param clock the time of each line
     * @return the log, to be closed after all that it hears
     */
    public static QueuedSecurityLog open(
            SecurityLogSettings settings, Path folder, InstantSource clock) {
        return new QueuedSecurityLog(lines(settings, folder), settings.admitted(), clock);
    }

    private static Lines lines(SecurityLogSettings settings, Path folder) {
        return switch (settings.to()) {
            case FILE ->
                    new RotatingFile(
                            settings.file().orElseGet(() -> folder.resolve(FILE)),
                            settings.fileMibMax() * MIB,
                            settings.filesMax());
            case STDOUT -> new FileOutputStream(FileDescriptor.out)::write;
            case NONE -> _ -> {};
        };
    }
}
