package io.gridgate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

class ContentCodingTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final byte[] EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"/s\",\"type\":\"t\"}"
                    .getBytes(StandardCharsets.UTF_8);

    /** EVENT, and ten million spaces, from zlib.brotliCompressSync of Node. */
    private static final String EVENT_BR =
            "GzYAOBwJNo7y2UPUzgiVjkw48rFWfn+/hKXNSR2WPnDICeh3TDzJuUyAREm8qPctBMFLhdKA5QMa";

    private static final String BOMB_BR = "y///P/glQOKxQCD3/i//LDHwSwDEYRGAjiMG";

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static HttpFailure refused(String encoding, byte[] body, int bytesMax) {
        return catchThrowableOfType(
                HttpFailure.class, () -> ContentCoding.decode(encoding, body, bytesMax, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "Identity", " "})
    void leavesWhatHasNoEncoding(String encoding) {
        assertThat(ContentCoding.isPlain(encoding)).isTrue();
        assertThat(ContentCoding.decode(encoding, EVENT, 1, 1)).isSameAs(EVENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
    void undoesGzip(String encoding) throws IOException {
        assertThat(ContentCoding.decode(encoding, gzip(EVENT), EVENT.length, 100)).isEqualTo(EVENT);
    }

    @Test
    void undoesBrotli() {
        byte[] body = Base64.getDecoder().decode(EVENT_BR);
        assertThat(ContentCoding.decode("br", body, EVENT.length, 100)).isEqualTo(EVENT);
    }

    @Test
    void refusesWhatBecomesTooLarge() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        HttpFailure failure = refused("gzip", gzip(noise), noise.length - 1);
        assertThat(failure.status()).isEqualTo(413);
        assertThat(failure.reason()).contains("99999 bytes");
        assertThat(ContentCoding.decode("gzip", gzip(noise), noise.length, 100)).isEqualTo(noise);
    }

    @Test
    void refusesWhatGrowsTooMuch() throws IOException {
        HttpFailure gzip = refused("gzip", gzip(new byte[10 * MEBIBYTE]), 16 * MEBIBYTE);
        HttpFailure brotli = refused("br", Base64.getDecoder().decode(BOMB_BR), 16 * MEBIBYTE);
        for (HttpFailure failure : new HttpFailure[] {gzip, brotli}) {
            assertThat(failure.status()).isEqualTo(413);
            assertThat(failure.reason()).contains("more than 100 times");
        }
    }

    @Test
    void letsShortContentGrowAsItLikes() throws IOException {
        byte[] spaces = new byte[64 << 10];
        Arrays.fill(spaces, (byte) ' ');
        assertThat(ContentCoding.decode("gzip", gzip(spaces), MEBIBYTE, 1)).isEqualTo(spaces);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br"})
    void refusesWhatIsNotEncodedSo(String encoding) {
        HttpFailure failure = refused(encoding, EVENT, MEBIBYTE);
        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.reason()).contains("Content-Encoding " + encoding);
        assertThat(refused(encoding, new byte[0], MEBIBYTE).status()).isEqualTo(400);
    }

    @Test
    void refusesWhatEndsEarly() throws IOException {
        byte[] gzip = gzip(EVENT);
        byte[] brotli = Base64.getDecoder().decode(EVENT_BR);
        for (int length = 1; length < gzip.length; length++) {
            assertThat(refused("gzip", Arrays.copyOf(gzip, length), MEBIBYTE).status())
                    .isEqualTo(400);
        }
        for (int length = 1; length < brotli.length; length++) {
            assertThat(refused("br", Arrays.copyOf(brotli, length), MEBIBYTE).status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "zstd", "gzip, gzip", "gzip, br", "*"})
    void namesWhatItReads(String encoding) {
        HttpFailure failure = refused(encoding, EVENT, MEBIBYTE);
        assertThat(failure.status()).isEqualTo(415);
        assertThat(failure.headers()).containsEntry("Accept-Encoding", "gzip, br");
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = Base64.getDecoder().decode(EVENT_BR);
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertThat(ContentCoding.decode("br", body, MEBIBYTE, 100).length)
                        .isLessThanOrEqualTo(MEBIBYTE);
            } catch (HttpFailure e) {
                assertThat(e.status()).isIn(400, 413);
            }
        }
    }
}
