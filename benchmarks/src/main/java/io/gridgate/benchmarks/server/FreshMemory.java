package io.gridgate.benchmarks.server;

import java.lang.foreign.Arena;

/**
 * Memory that the machine has at hand. A virtual machine may give what it does not use back to its
 * host; the first touch of a page then takes microseconds, which whoever writes files pays for, and
 * a server that writes none does not.
 */
public final class FreshMemory {

    private static final long BYTES = 2L << 30;

    private FreshMemory() {}

    /** Touches two GiB and frees them again; takes a second or two. */
    public static void touch() {
        try (Arena arena = Arena.ofConfined()) {
            arena.allocate(BYTES, 4_096);
        }
    }
}
