package io.gridgate.log.segment;

import io.gridgate.log.LogException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/** What faults of the disk mean to whoever runs the log. */
final class Faults {

    private Faults() {}

    static LogException opening(Path folder, IOException e) {
        return new LogException("cannot open the log in " + folder + ": " + text(e) + advice(e), e);
    }

    private static String advice(IOException e) {
        String text = text(e).toLowerCase(Locale.ROOT);
        if (isFull(text)) {
            return "; make room on the disk and start again";
        }
        boolean forbidden =
                e instanceof AccessDeniedException
                        || text.contains("read-only file system")
                        || text.contains("permission denied");
        if (forbidden) {
            return "; the folder must be writable for this process; change that or choose another"
                    + " folder";
        }
        return e instanceof FileAlreadyExistsException
                ? "; a file stands where the folder has to be; move it or choose another folder"
                : "";
    }

    private static boolean isFull(String text) {
        return text.contains("no space left") || text.contains("quota exceeded");
    }

    static LogException.Unavailable writing(Path folder, IOException e) {
        String text = text(e).toLowerCase(Locale.ROOT);
        String what = isFull(text) ? "the disk is full under " : "cannot write the log in ";
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
