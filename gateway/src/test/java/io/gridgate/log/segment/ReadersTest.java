package io.gridgate.log.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.LogException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Others read while segments are written, indexed, merged, recycled, and at last closed. */
class ReadersTest {

    private static final int READERS = 3;
    private static final int EVENTS = 2_500;

    /** Without merges there are more than 400. */
    private static final int SEGMENTS_MERGED_MAX = 150;

    @TempDir(factory = InMemory.class)
    private Path parent;

    /** Every tenth event stays; of the others those from the first on are wanted. */
    private final AtomicLong first = new AtomicLong();

    private final AtomicLong next = new AtomicLong();

    @Test
    void readsWhatWasWrittenUntilTheStoreIsClosed() throws Exception {
        StoreFixture it = new StoreFixture(parent.resolve("store"));
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(reader(it.store(), i)));
            }
            try {
                write(it);
            } finally {
                it.close();
            }
            for (Future<Long> each : readers) {
                assertThat(each.get()).as("events that were read").isGreaterThan(100);
            }
        }
    }

    private void write(StoreFixture it) {
        for (long number = 0; number < EVENTS; number++) {
            it.put(Kind.EVENTS, 1, number, StoreFixture.tenKilobytes(number));
            next.set(number + 1);
            if (number % 50 == 49) {
                first.set(number - 20);
                for (long gone = number - 70; gone < number - 20; gone++) {
                    if (gone % 10 != 0) {
                        it.store().remove(Kind.EVENTS, 1, gone, gone + 1);
                    }
                }
                it.store().maintain();
            }
        }
        it.maintainUntil(() -> it.store().usage().segments() < SEGMENTS_MERGED_MAX);
    }

    private Callable<Long> reader(SegmentStore store, int seed) {
        Random random = new Random(seed);
        return () -> {
            long read = 0;
            try {
                while (true) {
                    long number = choose(random);
                    Entry entry = store.floor(Kind.EVENTS, 1, number);
                    byte[] value = entry == null ? null : entry.value();
                    if (value != null) {
                        assertThat(value).isEqualTo(StoreFixture.tenKilobytes(entry.number()));
                        boolean wanted = number % 10 == 0 || number >= first.get();
                        assertThat(!wanted || entry.number() == number).isTrue();
                        read++;
                    }
                }
            } catch (LogException.Unavailable e) {
                assertThat(e).hasMessage("the log is closed");
                return read;
            }
        };
    }

    private long choose(Random random) {
        long end = next.get();
        while (end == 0) {
            Thread.onSpinWait();
            end = next.get();
        }
        return random.nextBoolean()
                ? random.nextLong(end) / 10 * 10
                : Math.max(0, end - 1 - random.nextLong(20));
    }
}
