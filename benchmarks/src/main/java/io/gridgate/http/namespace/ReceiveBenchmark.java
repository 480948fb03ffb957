package io.gridgate.http.namespace;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import io.gridgate.benchmarks.parts.Beside;
import io.gridgate.benchmarks.parts.SampleEvents;
import io.gridgate.event.CloudEventsEncoder;
import io.gridgate.event.EventKey;
import io.gridgate.log.Delivery;
import io.gridgate.log.LockToken;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * The body that answers a receive of a hundred events, per event; beside the mere copy of their
 * bytes, and beside Jackson, which reads each event and writes it again with its keys in order.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@OperationsPerInvocation(SampleEvents.BATCH)
public class ReceiveBenchmark {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final LockTokenCodec codec =
            LockTokenCodec.of(
                    new UUID(1, 2), new SubscriptionName(new TopicName("orders"), "work"));
    private final List<Delivery> deliveries =
            LongStream.range(0, SampleEvents.BATCH).mapToObj(ReceiveBenchmark::delivery).toList();

    /** Made by JMH. */
    public ReceiveBenchmark() {}

    private static Delivery delivery(long number) {
        return new Delivery(
                new LockToken(number, number * 0x9E3779B97F4A7C15L),
                1,
                Instant.EPOCH,
                new StoredEvent(
                        number,
                        Instant.EPOCH,
                        new EventKey("/s", "" + number),
                        "t",
                        SampleEvents.sortedJson(number)));
    }

    /**
     * The answer.
     *
     * @return the body
     */
    @Benchmark
    @Beside("copied")
    public byte[] answer() {
        return ReceiveAnswer.of(deliveries, codec);
    }

    /**
     * The events copied into one array.
     *
     * @return the body
     */
    @Benchmark
    public byte[] copied() {
        return CloudEventsEncoder.batch(
                deliveries.stream().map(delivery -> delivery.event().json()).toList());
    }

    /**
     * The events read into maps and written again.
     *
     * @return how many bytes there are
     * @throws IOException if one cannot be read
     */
    @Benchmark
    @Beside("copied")
    public int jackson() throws IOException {
        int bytes = 0;
        for (Delivery delivery : deliveries) {
            bytes +=
                    JSON.writeValueAsBytes(JSON.readValue(delivery.event().json(), Map.class))
                            .length;
        }
        return bytes;
    }
}
