package io.gridgate.http.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.LockToken;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

class LockTokenCodecTest {

    private static final UUID NAMESPACE = UUID.fromString("6d1f2a44-6c0e-4d0c-9a3c-3f1f5bd4a001");

    private final LockTokenCodec worker = codec("worker");
    private final LockTokenCodec audit = codec("audit");

    @Property
    void givesBackWhatItWrote(@ForAll long sequence, @ForAll long nonce) {
        LockToken token = new LockToken(sequence, nonce);
        String text = worker.encode(token);
        assertThat(text).hasSize(80).startsWith("CiYKJ");
        assertThat(worker.decode(text)).isEqualTo(new LockTokenCodec.Decoded.Token(token));
        assertThat(audit.decode(text)).isEqualTo(new LockTokenCodec.Decoded.Foreign());
        assertThat(codec("worker").encode(token)).isEqualTo(text);
    }

    @Property
    void holdsSequenceAndNonceAtTheEndOfItsBytes(@ForAll long sequence, @ForAll long nonce) {
        byte[] bytes = Base64.getDecoder().decode(worker.encode(new LockToken(sequence, nonce)));
        ByteBuffer end = ByteBuffer.wrap(bytes, 42, 18);
        assertThat(end.getShort()).isEqualTo((short) 0x0A10);
        assertThat(end.getLong()).isEqualTo(sequence);
        assertThat(end.getLong()).isEqualTo(nonce);
    }

    @Property
    void refusesACharacterThatIsNotBase64(
            @ForAll @IntRange(max = 79) int position, @ForAll("strange") char strange) {
        StringBuilder text = new StringBuilder(worker.encode(new LockToken(7, 9)));
        text.setCharAt(position, strange);
        assertThat(worker.decode(text.toString())).isEqualTo(new LockTokenCodec.Decoded.Garbled());
    }

    @Provide
    Arbitrary<Character> strange() {
        return Arbitraries.chars()
                .filter(c -> c > 127 || (!Character.isLetterOrDigit(c) && c != '+' && c != '/'));
    }

    @Property
    void neverThrowsOnAnyText(@ForAll String text) {
        assertThat(worker.decode(text)).isEqualTo(new LockTokenCodec.Decoded.Garbled());
    }

    @Property
    void neverTakesADamagedTokenForTheSame(
            @ForAll @IntRange(max = 59) int position,
            @ForAll @IntRange(min = 1, max = 255) int bits) {
        LockToken token = new LockToken(7, 9);
        byte[] bytes = Base64.getDecoder().decode(worker.encode(token));
        bytes[position] ^= (byte) bits;
        assertThat(worker.decode(Base64.getEncoder().encodeToString(bytes)))
                .isNotEqualTo(new LockTokenCodec.Decoded.Token(token));
    }

    @Test
    void refusesTheTokenOfTheSpecification() {
        assertThat(worker.decode("CgMKATESCQoHdG9rZW4tMQ=="))
                .isEqualTo(new LockTokenCodec.Decoded.Garbled());
    }

    private static LockTokenCodec codec(String name) {
        return LockTokenCodec.of(NAMESPACE, new SubscriptionName(new TopicName("orders"), name));
    }
}
