package io.gridgate.benchmarks.parts;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A plain file and what a round writes into it; a new one per iteration, to spare the disk. */
@State(Scope.Benchmark)
public class PlainFixture {

    private final byte[] record = SampleEvents.json(1);
    private Path folder = Path.of("");
    private @Nullable PlainFile file;

    /** Made by JMH. */
    public PlainFixture() {}

    /**
     * Makes an empty file.
     *
     * @throws IOException if that fails
     */
    @Setup(Level.Iteration)
    public void open() throws IOException {
        folder = Folders.fresh("plain");
        file = new PlainFile(folder.resolve("data"));
    }

    /**
     * Throws the file away.
     *
     * @throws IOException if that fails
     */
    @TearDown(Level.Iteration)
    public void close() throws IOException {
        Objects.requireNonNull(file).close();
        Folders.delete(folder);
    }

    /** Writes as many records as a round has, in lots of one size, by several callers. */
    void append(int callers, int lot) {
        PlainFile opened = Objects.requireNonNull(file);
        List<byte[]> records = new ArrayList<>(lot);
        for (int i = 0; i < lot; i++) {
            records.add(record);
        }
        int times = LogFixture.EVENTS / callers / lot;
        Crowd.of(
                callers,
                _ -> {
                    for (int i = 0; i < times; i++) {
                        opened.append(records);
                    }
                });
    }
}
