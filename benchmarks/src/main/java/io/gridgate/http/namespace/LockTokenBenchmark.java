package io.gridgate.http.namespace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gridgate.benchmarks.parts.Beside;
import io.gridgate.benchmarks.parts.SampleEvents;
import io.gridgate.event.JsonWriter;
import io.gridgate.log.LockToken;
import io.gridgate.log.SettleResult;
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

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Lock tokens on their way out and back, per token; beside base64 of as many bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@OperationsPerInvocation(SampleEvents.BATCH)
public class LockTokenBenchmark {

    private static final int BYTES = 60;

    private final LockTokenCodec codec =
            LockTokenCodec.of(
                    new UUID(1, 2), new SubscriptionName(new TopicName("orders"), "work"));
    private final List<LockToken> tokens = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final byte[] body;
    private final byte[] plain = new byte[BYTES * SampleEvents.BATCH];
    private final byte[] encoded = Base64.getEncoder().encode(plain);

    /** Made by JMH. */
    public LockTokenBenchmark() {
        for (int i = 0; i < SampleEvents.BATCH; i++) {
            tokens.add(new LockToken(i, i * 0x9E3779B97F4A7C15L));
            texts.add(codec.encode(tokens.getLast()));
        }
        body =
                texts.stream()
                        .collect(Collectors.joining("\",\"", "{\"lockTokens\":[\"", "\"]}"))
                        .getBytes(US_ASCII);
    }

    /**
     * Tokens written into an answer.
     *
     * @return the answer
     */
    @Benchmark
    @Beside("base64Encode")
    public byte[] encode() {
        JsonWriter json = new JsonWriter(80 * SampleEvents.BATCH);
        for (LockToken token : tokens) {
            codec.append(json, token);
        }
        return json.toBytes();
    }

    /**
     * As many bytes as base64.
     *
     * @return the text
     */
    @Benchmark
    public byte[] base64Encode() {
        return Base64.getEncoder().encode(plain);
    }

    /**
     * Tokens out of the body of a request.
     *
     * @return what they are
     */
    @Benchmark
    @Beside("base64Decode")
    public Object decode() {
        List<LockTokenCodec.Decoded> decoded = new ArrayList<>(SampleEvents.BATCH);
        for (String text : LockTokensBody.parse(body, SampleEvents.BATCH)) {
            decoded.add(codec.decode(text));
        }
        return decoded;
    }

    /**
     * As many bytes out of base64.
     *
     * @return the bytes
     */
    @Benchmark
    public byte[] base64Decode() {
        return Base64.getDecoder().decode(encoded);
    }

    /**
     * All of an acknowledgement but the log.
     *
     * @return the body of the answer
     */
    @Benchmark
    @Beside("base64Decode")
    public byte[] acknowledge() {
        List<String> tokens = LockTokensBody.parse(body, SampleEvents.BATCH);
        List<LockTokenCodec.Decoded> decoded = tokens.stream().map(codec::decode).toList();
        List<SettleResult> results = new ArrayList<>(decoded.size());
        for (LockTokenCodec.Decoded each : decoded) {
            if (each instanceof LockTokenCodec.Decoded.Token(LockToken token)) {
                results.add(new SettleResult.Settled(token));
            }
        }
        return SettleAnswer.of(tokens, decoded, results.iterator());
    }
}
