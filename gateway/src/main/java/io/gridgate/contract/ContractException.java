package io.gridgate.contract;

import java.nio.file.Path;

/** A folder of contracts that cannot be used. The message names the file, the place and why. */
public final class ContractException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final String what;

    ContractException(Path file, String what) {
        super(file + ": " + what);
        this.file = file.toString();
        this.what = what;
    }

    ContractException(Path file, String what, Throwable cause) {
        super(file + ": " + what, cause);
        this.file = file.toString();
        this.what = what;
    }

    /** Returns the file or folder that is wrong. */
    Path file() {
        return Path.of(file);
    }

    /** Returns what is wrong with it. */
    String what() {
        return what;
    }
}
