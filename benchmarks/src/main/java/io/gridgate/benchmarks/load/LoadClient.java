package io.gridgate.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Loads one server over keep-alive connections, one {@link Dialogue} each, from one or more threads
 * with a selector each. For one caller at a time.
 */
public final class LoadClient implements AutoCloseable {

    private static final long TICK_NANOS = 1_000_000;

    private final List<Loop> loops = new ArrayList<>();
    private final ExecutorService threads;

    /**
     * Opens the connections.
     *
     * @param address the server
     * @param dialogues what each connection does
     * @param threads how many threads share them
     */
    public LoadClient(InetSocketAddress address, List<? extends Dialogue> dialogues, int threads) {
        this.threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("load").factory());
        try {
            int size = dialogues.size();
            for (int i = 0; i < threads; i++) {
                loops.add(
                        new Loop(
                                address,
                                dialogues.subList(size * i / threads, size * (i + 1) / threads)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + address, e);
        }
    }

    /**
     * Sends on each connection as soon as the last request is answered.
     *
     * @param duration how long; shorter when no connection has anything to ask any more
     * @return what happened
     */
    public Window saturate(Duration duration) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        return join(start(start, end, () -> Pace.closed(start)));
    }

    /**
     * Sends at a fixed rate. A request that had to wait for a free connection, or for the thread,
     * is late: its latency counts from when it should have been sent.
     *
     * @param perSecond requests per second over all connections
     * @param duration how long
     * @return what happened
     */
    public Window atRate(double perSecond, Duration duration) throws InterruptedException {
        long start = System.nanoTime() + 10 * TICK_NANOS;
        long end = start + duration.toNanos();
        List<Future<Window>> running =
                start(start, end, () -> Pace.fixed(start, perSecond / loops.size()));
        for (long tick = start; tick < end + TICK_NANOS; tick += TICK_NANOS) {
            for (long now = System.nanoTime(); now < tick; now = System.nanoTime()) {
                LockSupport.parkNanos(tick - now);
            }
            loops.forEach(Loop::wake);
        }
        return join(running);
    }

    private List<Future<Window>> start(long start, long end, Supplier<Pace> pace) {
        List<Future<Window>> running = new ArrayList<>();
        for (Loop loop : loops) {
            Callable<Window> task = () -> loop.run(pace.get(), start, end);
            running.add(threads.submit(task));
        }
        return running;
    }

    private static Window join(List<Future<Window>> running) throws InterruptedException {
        try {
            Window all = running.getFirst().get();
            for (Future<Window> part : running.subList(1, running.size())) {
                all = all.and(part.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load broke off: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            for (Loop loop : loops) {
                loop.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
