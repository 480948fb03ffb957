package io.gridgate.log.segment;

import io.gridgate.log.LogException;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/** What faults of the disk mean to whoever runs the log. */
final class Faults {

    private Faults() {}

    static LogException opening(Path folder, IOException e) {
        return new LogException("cannot open the log in " + folder + ": " + text(e), e);
    }

    static LogException.Unavailable writing(Path folder, IOException e) {
        String text = text(e).toLowerCase(Locale.ROOT);
        boolean full = text.contains("no space left") || text.contains("quota exceeded");
        String what = full ? "the disk is full under " : "cannot write the log in ";
        return new LogException.Unavailable(what + folder + ": " + text(e), e);
    }

    static LogException inUse(Path folder) {
        return new LogException(
                "the data folder "
                        + folder
                        + " is in use by another process; stop that one or choose another folder");
    }

    /** Says where the log is damaged, and what to do. */
    static LogException damaged(Path file, String what) {
        return new LogException(
                "the log is damaged: "
                        + file
                        + ": "
                        + what
                        + "; nothing was changed, restore the folder from a back-up");
    }

    private static String text(IOException e) {
        String message = String.valueOf(e.getMessage());
        boolean nameOnly = e instanceof FileSystemException file && file.getReason() == null;
        return nameOnly ? e.getClass().getSimpleName() + ": " + message : message;
    }
}
