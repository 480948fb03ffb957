package io.gridgate.contract;

import java.nio.file.Path;

/** A folder of contracts that cannot be used. The message names the file, the place and why. */
public final class ContractException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ContractException(Path file, String what) {
        super(file + ": " + what);
    }

    ContractException(Path file, String what, Throwable cause) {
        super(file + ": " + what, cause);
    }
}
