package io.gridgate.app.gateway;

import io.gridgate.app.settings.SecurityLogSettings;
import io.gridgate.auth.SecurityDecision;
import io.gridgate.securitylog.Lines;
import io.gridgate.securitylog.QueuedSecurityLog;
import io.gridgate.securitylog.RotatingFile;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

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

    /**
     * Adds decisions that were made outside of the gateway's process, where the log is a file.
     *
     * @param settings where its lines go
     * @param folder the data folder of the gateway
     * @param clock the time of each line
     * @param decisions the decisions
     */
    public static void append(
            SecurityLogSettings settings,
            Path folder,
            InstantSource clock,
            List<? extends SecurityDecision> decisions) {
        if (settings.to() == SecurityLogSettings.To.FILE) {
            try (QueuedSecurityLog log = open(settings, folder, clock)) {
                decisions.forEach(log::record);
            }
        }
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
