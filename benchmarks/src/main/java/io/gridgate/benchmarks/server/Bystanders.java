package io.gridgate.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Watches how much of the machine everybody else used: whatever is neither the server nor this
 * program. A figure that was taken while others worked says little. For one thread.
 */
public final class Bystanders {

    private static final long MICROS_PER_TICK = 10_000;

    /** Columns of the first line of /proc/stat: idle and waiting for disks are no work. */
    private static final int IDLE = 4;

    private static final int WAITING = 5;
    private static final int LAST = 8;

    private final long server;
    private final long startNanos = System.nanoTime();
    private final long startMicros;

    /**
     * Begins to watch.
     *
     * @param server process id of the server
     */
    public Bystanders(long server) {
        this.server = server;
        startMicros = others();
    }

    /** {@return percent of all cores that others used since the beginning} */
    public double percent() {
        double cores = Runtime.getRuntime().availableProcessors();
        double micros = (System.nanoTime() - startNanos) / 1e3;
        return Math.max(0, (others() - startMicros) * 100.0 / (micros * cores));
    }

    private long others() {
        try {
            String line = Files.readAllLines(Path.of("/proc/stat")).getFirst();
            return busyMicros(line)
                    - ProcessUsage.of(server).cpuMicros()
                    - ProcessUsage.of(ProcessHandle.current().pid()).cpuMicros();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see the use of the machine", e);
        }
    }

    static long busyMicros(String line) {
        String[] columns = line.split(" +", -1);
        long ticks = 0;
        for (int i = 1; i <= LAST; i++) {
            ticks += i == IDLE || i == WAITING ? 0 : Long.parseLong(columns[i]);
        }
        return ticks * MICROS_PER_TICK;
    }
}
