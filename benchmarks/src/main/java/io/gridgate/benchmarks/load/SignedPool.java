package io.gridgate.benchmarks.load;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed requests with one event each, made before a window and used up in it by all connections.
 * {@link #fill} is for one thread while nothing is sent; the dialogues are for any.
 */
public final class SignedPool {

    private static final int SAMPLES = 512;
    private static final int ID_AT = SampleEvents.BEFORE_ID.length();

    private final String path;
    private final String signatureHeader;
    private final List<String> headers;
    private final Mac mac;
    private final byte[][] samples = new byte[SAMPLES][];
    private final AtomicInteger next = new AtomicInteger();
    private ByteBuffer requests = ByteBuffer.allocateDirect(0);
    private final int length;
    private int count;
    private long nextId = 1L << 62;

    /**
     * Describes the requests.
     *
     * @param path path and query
     * @param headers further header lines
     * @param signatureHeader name of the header with the signature, and what stands before it
     * @param secret secret of HMAC-SHA256 over the body
     */
    public SignedPool(String path, List<String> headers, String signatureHeader, String secret) {
        this.path = path;
        this.headers = List.copyOf(headers);
        this.signatureHeader = signatureHeader;
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        SampleEvents events = new SampleEvents(7);
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = events.next();
        }
        length = request(samples[0]).remaining();
    }

    /**
     * Makes requests; those left from before are dropped.
     *
     * @param many how many
     */
    public void fill(int many) {
        if (requests.capacity() / length < many) {
            requests = ByteBuffer.allocateDirect(Math.multiplyExact(many, length));
        }
        requests.clear();
        for (int i = 0; i < many; i++) {
            byte[] event = samples[i % SAMPLES];
            Hex.write(ByteBuffer.wrap(event), ID_AT, nextId++);
            requests.put(request(event));
        }
        count = many;
        next.set(0);
    }

    /** {@return a dialogue that sends requests of this pool until there are none} */
    public Dialogue dialogue() {
        return new Dialogue() {
            @Override
            public @Nullable ByteBuffer request(long intendedNanos) {
                int number = next.getAndIncrement();
                return number < count ? requests.slice(number * length, length) : null;
            }

            @Override
            public int answered(Response response) {
                return 1;
            }
        };
    }

    private ByteBuffer request(byte[] event) {
        String signature = HexFormat.of().formatHex(mac.doFinal(event));
        List<String> all = new ArrayList<>(headers);
        all.add(signatureHeader + signature);
        byte[] start = new HttpRequest(path, all).start(event.length);
        return ByteBuffer.allocate(start.length + event.length).put(start).put(event).flip();
    }
}
