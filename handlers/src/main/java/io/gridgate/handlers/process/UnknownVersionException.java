package io.gridgate.handlers.process;

import java.util.Set;

/**
 * An instance began on a version that this program does not have. Nothing changes and the event
 * comes again, maybe to a program that has it: during a deployment the newer one.
 */
public final class UnknownVersionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnknownVersionException(String process, String correlation, int version, Set<Integer> known) {
        super(
                "%s of process %s began on version %d; this program has %s"
                        .formatted(correlation, process, version, known));
    }
}
