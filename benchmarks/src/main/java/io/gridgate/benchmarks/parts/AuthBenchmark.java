package io.gridgate.benchmarks.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.auth.AccessKeys;
import io.gridgate.auth.LiveSecret;
import io.gridgate.auth.PartnerGate;
import io.gridgate.auth.Presented;
import io.gridgate.auth.Secret;
import io.gridgate.auth.SharedAccessSignature;
import io.gridgate.auth.SignatureCredential;
import io.gridgate.auth.webhook.TemplatedSigning;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The check of credentials, two keys or secrets being live; beside the one digest or MAC that it
 * cannot do without.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class AuthBenchmark {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String OTHER = Base64.getEncoder().encodeToString(new byte[33]);
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final AccessKeys keys = new AccessKeys(List.of(OTHER, KEY));
    private final MessageDigest sha256 = sha256Digest();
    private final byte[] key = KEY.getBytes(UTF_8);
    private final Mac mac = mac(Base64.getDecoder().decode(KEY));
    private final String signed;
    private final String token;
    private final byte[] body = SampleEvents.json(1);
    private final SignatureCredential credential =
            new SignatureCredential(
                    TemplatedSigning.gitHub(),
                    List.of(LiveSecret.always(Secret.of(OTHER)), LiveSecret.always(Secret.of(KEY))),
                    Duration.ofMinutes(5),
                    InstantSource.fixed(NOW));
    private final PartnerGate gate = new PartnerGate(List.of(credential));
    private final Presented presented;

    /** Made by JMH. */
    public AuthBenchmark() {
        signed =
                "r="
                        + encode("https://localhost:8443/topics/orders:publish?api-version=1")
                        + "&e="
                        + encode("11/1/2026 1:00:00 PM");
        token = signed + "&s=" + encode(Base64.getEncoder().encodeToString(mac(signed)));
        byte[] signature = mac(key).doFinal(body);
        presented =
                new Presented(
                        "/",
                        Map.of(
                                "x-hub-signature-256",
                                "sha256=" + HexFormat.of().formatHex(signature)),
                        body);
    }

    /**
     * An access key.
     *
     * @return whether it is good
     */
    @Benchmark
    @Beside("sha256")
    public boolean accessKey() {
        return keys.matches(KEY);
    }

    /**
     * SHA-256 of an access key.
     *
     * @return the digest
     */
    @Benchmark
    public byte[] sha256() {
        return sha256.digest(key);
    }

    /**
     * A shared access signature.
     *
     * @return what it grants
     */
    @Benchmark
    @Beside("macOfToken")
    public Object sas() {
        return SharedAccessSignature.check(token, keys, NOW);
    }

    /**
     * The MAC of what a shared access signature signs, by a MAC that has its key.
     *
     * @return the MAC
     */
    @Benchmark
    public byte[] macOfToken() {
        return mac(signed);
    }

    /**
     * A webhook of 1 KiB that is signed.
     *
     * @return whether it is good
     */
    @Benchmark
    @Beside("macOfBody")
    public boolean webhook() {
        return gate.admits(credential, presented);
    }

    /**
     * The MAC of 1 KiB, by a MAC that has its key.
     *
     * @return the MAC
     */
    @Benchmark
    public byte[] macOfBody() {
        return mac.doFinal(body);
    }

    private byte[] mac(String text) {
        return mac.doFinal(text.getBytes(UTF_8));
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
