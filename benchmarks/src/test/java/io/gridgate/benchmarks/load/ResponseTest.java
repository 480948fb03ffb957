package io.gridgate.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

class ResponseTest {

    private static final String SIZED =
            "HTTP/1.1 200 OK\r\nDate: x\r\ncontent-length: 5\r\nX-Y: z\r\n\r\nhello";
    private static final String CHUNKED =
            """
            HTTP/1.1 207 Multi-Status
            Transfer-Encoding: chunked

            3
            abc
            0A
            0123456789
            0

            """
                    .replace("\n", "\r\n");

    private final Response response = new Response();

    @Test
    void readsABodyOfKnownLength() {
        assertThat(accept(SIZED)).isTrue();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("hello");
    }

    @Test
    void readsChunksAsOnePiece() {
        assertThat(accept(CHUNKED)).isTrue();
        assertThat(response.status()).isEqualTo(207);
        assertThat(response.body()).isEqualTo("abc0123456789");
    }

    @Test
    void readsAnAnswerWithoutBody() {
        assertThat(accept("HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n")).isTrue();
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void forgetsOneAnswerForTheNext() {
        accept(CHUNKED);
        response.reset();
        assertThat(accept(SIZED)).isTrue();
        assertThat(response.body()).isEqualTo("hello");
    }

    @Test
    void growsWithTheBody() {
        String body = "x".repeat(200_000);
        assertThat(accept("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + body)).isTrue();
        assertThat(response.body()).isEqualTo(body);
    }

    @Property
    void isCompleteAtTheLastByteAndNotBefore(
            @ForAll boolean chunked, @ForAll @IntRange(min = 1, max = 40) int pieceBytes) {
        response.reset();
        String text = chunked ? CHUNKED : SIZED;
        for (int at = 0; at < text.length(); at += pieceBytes) {
            int end = Math.min(text.length(), at + pieceBytes);
            assertThat(accept(text.substring(at, end))).isEqualTo(end == text.length());
        }
        assertThat(response.body()).isEqualTo(chunked ? "abc0123456789" : "hello");
    }

    private boolean accept(String text) {
        return response.accept(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
