package io.gridgate.benchmarks.parts;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;

/**
 * What this process has spent: processor time of all its threads, compiler and collector included,
 * and bytes allocated on the heap.
 *
 * @param cpuNanos user and system time, in nanoseconds
 * @param bytes bytes of all objects ever made
 */
record Effort(long cpuNanos, long bytes) {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Effort NONE = new Effort(0, 0);

    private static Effort excluded = NONE;

    static Effort now() {
        return new Effort(PROCESS.getProcessCpuTime(), THREADS.getTotalThreadAllocatedBytes());
    }

    Effort minus(Effort other) {
        return new Effort(cpuNanos - other.cpuNanos, bytes - other.bytes);
    }

    /** Runs what belongs to the preparation of a benchmark and shall not count. */
    static synchronized void exclude(Runnable preparation) {
        Effort before = now();
        preparation.run();
        excluded = excluded.minus(before.minus(now()));
    }

    /** Returns what {@link #exclude} has collected since it was asked last. */
    static synchronized Effort takeExcluded() {
        Effort taken = excluded;
        excluded = NONE;
        return taken;
    }
}
