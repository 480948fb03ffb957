package io.gridgate.benchmarks.parts;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.contract.ContractResult;
import io.gridgate.contract.Contracts;
import io.gridgate.event.Event;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The check of an event of 1 KiB against its contract; beside Jackson's reading it into a tree. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ContractBenchmark {

    private static final String SCHEMA =
            """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
             "required":["orderId","customer","items","currency","total"],
             "properties":{
               "orderId":{"type":"integer","minimum":1},
               "customer":{"type":"object","required":["id"],"properties":{
                 "id":{"type":"integer"},"city":{"type":"string","maxLength":100},
                 "vip":{"type":"boolean"}}},
               "items":{"type":"array","minItems":1,"maxItems":100,"items":{"$ref":"#/$defs/item"}},
               "currency":{"enum":["EUR","USD","CHF"]},
               "total":{"type":"number","minimum":0},
               "note":{"type":"string","maxLength":1000}},
             "$defs":{"item":{"type":"object","required":["sku","quantity","price"],"properties":{
               "sku":{"type":"string","pattern":"^[A-Z]-[0-9]{4}$"},
               "name":{"type":"string"},"quantity":{"type":"integer","minimum":1},
               "price":{"type":"number"}}}}}
            """;

    private final ObjectMapper jackson = new ObjectMapper();
    private final Event event = SampleEvents.event(1);
    private final byte[] data = event.payload();
    private Path folder = Path.of("");
    private @Nullable Contracts contracts;

    /** Made by JMH. */
    public ContractBenchmark() {}

    /**
     * Compiles the contract.
     *
     * @throws IOException if its file cannot be written
     */
    @Setup
    public void load() throws IOException {
        folder = Folders.fresh("contract");
        Path type = Files.createDirectory(folder.resolve(event.type()));
        Files.writeString(type.resolve("1.json"), SCHEMA);
        contracts = Contracts.load(folder);
        if (!(check() instanceof ContractResult.Conforms)) {
            throw new IllegalStateException("not the good case: " + check());
        }
    }

    /**
     * Throws the file away.
     *
     * @throws IOException if that fails
     */
    @TearDown
    public void clean() throws IOException {
        Folders.delete(folder);
    }

    /**
     * An event that keeps its contract.
     *
     * @return what the check says
     */
    @Benchmark
    @Beside("jacksonTree")
    public ContractResult check() {
        return Objects.requireNonNull(contracts).check(event);
    }

    /**
     * The data as a tree.
     *
     * @return the tree
     * @throws IOException if it cannot be read
     */
    @Benchmark
    public Object jacksonTree() throws IOException {
        return jackson.readTree(data);
    }
}
