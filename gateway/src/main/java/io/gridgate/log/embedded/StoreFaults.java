package io.gridgate.log.embedded;

import io.gridgate.log.LogException;

import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

import java.nio.file.Path;

/** What RocksDB's errors mean to whoever runs the log. */
final class StoreFaults {

    private StoreFaults() {}

    static LogException opening(Path folder, RocksDBException e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("LOCK") || text.contains("lock hold")) {
            return new LogException(
                    "the data folder "
                            + folder
                            + " is in use by another process; stop that one or choose another folder",
                    e);
        }
        if (code(e) == Status.Code.Corruption) {
            return new LogException(
                    "the log in "
                            + folder
                            + " is damaged: "
                            + text
                            + "; nothing was changed, restore the folder from a back-up",
                    e);
        }
        if (text.contains("Column families not opened")) {
            return Format.other(folder, "another format", e);
        }
        return new LogException("cannot open the log in " + folder + ": " + text, e);
    }

    static LogException reading(Path folder, RocksDBException e) {
        return new LogException("cannot read the log in " + folder + ": " + e.getMessage(), e);
    }

    static LogException writing(Path folder, RocksDBException e) {
        Status status = e.getStatus();
        boolean full = status != null && status.getSubCode() == Status.SubCode.NoSpace;
        String what = full ? "the disk is full under " : "cannot write the log in ";
        return new LogException.Unavailable(what + folder + ": " + e.getMessage(), e);
    }

    private static Status.Code code(RocksDBException e) {
        return e.getStatus() == null ? Status.Code.Undefined : e.getStatus().getCode();
    }
}
