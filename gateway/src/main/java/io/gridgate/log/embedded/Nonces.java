package io.gridgate.log.embedded;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/** Secrets of lock tokens from a cryptographic source, drawn many at a time. */
final class Nonces implements LongSupplier {

    private static final int DRAWN_BYTES = 8 << 10;

    private final SecureRandom random = new SecureRandom();
    private final byte[] drawn = new byte[DRAWN_BYTES];
    private final ByteBuffer left = ByteBuffer.wrap(drawn).position(DRAWN_BYTES);

    @Override
    public long getAsLong() {
        if (!left.hasRemaining()) {
            random.nextBytes(drawn);
            left.rewind();
        }
        return left.getLong();
    }
}
