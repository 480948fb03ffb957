package io.gridgate.benchmarks.parts;

import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.EventMessage;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One structured CloudEvent of 1 KiB from the bytes of a request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {

    private final EventMessage message =
            new EventMessage("application/cloudevents+json", Map.of(), event());

    private static byte[] event() {
        String head =
                """
                {"specversion":"1.0","id":"0001","source":"/benchmark","type":"com.contoso.order.placed",\
                "time":"2026-11-01T12:00:00Z","datacontenttype":"application/json","data":{"text":\"\
                """;
        return (head + "x".repeat(1_024 - head.length() - 3) + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Decodes.
     *
     * @return what was read, for JMH
     */
    @Benchmark
    public Object structured() {
        return CloudEventsDecoder.decode(message);
    }
}
