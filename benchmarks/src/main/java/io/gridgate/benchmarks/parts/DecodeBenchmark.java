package io.gridgate.benchmarks.parts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonFormat;
import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.EventForm;
import io.gridgate.event.EventMessage;

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
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Events from the bytes of a request: read, checked and cut out, per event. Beside them Jackson,
 * which reads all tokens and keeps nothing, and the CloudEvents SDK, which makes objects.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {

    private static final JsonFactory JSON = new JsonFactory();

    private final EventFormat sdk = new JsonFormat();
    private final EventMessage structured =
            new EventMessage("application/cloudevents+json", Map.of(), SampleEvents.json(1));
    private final EventMessage batch =
            new EventMessage("application/cloudevents-batch+json", Map.of(), SampleEvents.batch());
    private final EventMessage sorted =
            new EventMessage(
                    "application/cloudevents-batch+json", Map.of(), SampleEvents.sortedBatch());
    private final EventMessage binary = SampleEvents.binary();

    /** Made by JMH. */
    public DecodeBenchmark() {}

    /**
     * One event in structured mode.
     *
     * @return what was read
     */
    @Benchmark
    @Beside("structuredJackson")
    public Object structured() {
        return CloudEventsDecoder.decode(structured);
    }

    /**
     * The same by Jackson's streaming parser.
     *
     * @return how many tokens there are
     * @throws IOException if it cannot be read
     */
    @Benchmark
    public int structuredJackson() throws IOException {
        return tokens(structured.body());
    }

    /**
     * The same by the CloudEvents SDK.
     *
     * @return what was read
     */
    @Benchmark
    @Beside("structuredJackson")
    public Object structuredSdk() {
        return sdk.deserialize(structured.body());
    }

    /**
     * A hundred events in batched mode.
     *
     * @return what was read
     */
    @Benchmark
    @OperationsPerInvocation(SampleEvents.BATCH)
    @Beside("batchJackson")
    public Object batch() {
        return CloudEventsDecoder.decode(batch);
    }

    /**
     * A hundred events in batched mode, to be handed out as Azure does, with keys to be put in
     * order.
     *
     * @return what was read
     */
    @Benchmark
    @OperationsPerInvocation(SampleEvents.BATCH)
    @Beside("batchJackson")
    public Object batchAsAzure() {
        return CloudEventsDecoder.decode(batch, EventForm.AS_AZURE);
    }

    /**
     * The same with keys that are in order.
     *
     * @return what was read
     */
    @Benchmark
    @OperationsPerInvocation(SampleEvents.BATCH)
    @Beside("batchJackson")
    public Object batchInOrderAsAzure() {
        return CloudEventsDecoder.decode(sorted, EventForm.AS_AZURE);
    }

    /**
     * A batch by Jackson's streaming parser.
     *
     * @return how many tokens there are
     * @throws IOException if it cannot be read
     */
    @Benchmark
    @OperationsPerInvocation(SampleEvents.BATCH)
    public int batchJackson() throws IOException {
        return tokens(batch.body());
    }

    /**
     * One event in binary mode, which is written as JSON.
     *
     * @return what was read
     */
    @Benchmark
    @Beside("binarySdk")
    public Object binary() {
        return CloudEventsDecoder.decode(binary);
    }

    /**
     * The same by the CloudEvents SDK.
     *
     * @return the JSON
     */
    @Benchmark
    public byte[] binarySdk() {
        Map<String, String> headers = binary.headers();
        return sdk.serialize(
                CloudEventBuilder.v1()
                        .withId(headers.get("ce-id"))
                        .withSource(URI.create(headers.getOrDefault("ce-source", "")))
                        .withType(headers.get("ce-type"))
                        .withSubject(headers.get("ce-subject"))
                        .withTime(OffsetDateTime.parse(headers.getOrDefault("ce-time", "")))
                        .withExtension("traceparent", headers.getOrDefault("ce-traceparent", ""))
                        .withData("application/json", binary.body())
                        .build());
    }

    private static int tokens(byte[] json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            int tokens = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                tokens++;
            }
            return tokens;
        }
    }
}
