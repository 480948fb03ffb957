package io.gridgate.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel says a process used so far.
 *
 * @param cpuMicros processor time in user and system mode; the kernel counts in steps of 10 ms
 * @param residentBytes memory that is in RAM
 */
public record ProcessUsage(long cpuMicros, long residentBytes) {

    private static final long MICROS_PER_TICK = 10_000;
    private static final long PAGE_BYTES = 4_096;

    /** Fields of /proc/PID/stat that follow the name in parentheses, counted from there. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;
    private static final int RESIDENT_PAGES = 21;

    /**
     * Looks at a process now.
     *
     * @param pid its id
     * @return its use since its start
     */
    public static ProcessUsage of(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see the use of process " + pid, e);
        }
    }

    static ProcessUsage parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1);
        return new ProcessUsage(
                (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]))
                        * MICROS_PER_TICK,
                Long.parseLong(fields[RESIDENT_PAGES]) * PAGE_BYTES);
    }
}
