package io.gridgate.archive;

/** A file that is no export of a log, or not whole. The message tells the line. */
public final class ArchiveException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ArchiveException(long line, String message) {
        super("line " + line + ": " + message);
    }

    ArchiveException(long line, String message, Throwable cause) {
        super("line " + line + ": " + message, cause);
    }
}
