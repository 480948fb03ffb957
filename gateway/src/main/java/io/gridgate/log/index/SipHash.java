package io.gridgate.log.index;

import java.security.SecureRandom;

/**
 * SipHash-2-4 of 128 bits under a key of 128 bits. Who does not know the key cannot choose inputs
 * whose hashes begin alike.
 *
 * @param k0 the first half of the key
 * @param k1 the second half of the key
 */
record SipHash(long k0, long k1) {

    private static final long LENGTH = 16L << 56;

    static SipHash random() {
        SecureRandom random = new SecureRandom();
        return new SipHash(random.nextLong(), random.nextLong());
    }

    /** Returns the hash of sixteen bytes, given as two little-endian numbers. */
    long of(long first, long second) {
        State state = new State(k0, k1);
        state.absorb(first);
        state.absorb(second);
        state.absorb(LENGTH);
        return state.finish();
    }

    /** Lives in registers once compiled. */
    private static final class State {

        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long k0, long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void absorb(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long finish() {
            v2 ^= 0xff;
            round();
            round();
            round();
            round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
