package io.gridgate.http;

import org.brotli.dec.BrotliInputStream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Undoes the {@code Content-Encoding} of a request body, within a size and a ratio, so that a small
 * request cannot become a large one. Knows {@code gzip} and {@code br}, one at a time.
 *
 * <p>Source: RFC 9110 §8.4.1, RFC 7932.
 */
public final class ContentCoding {

    /** Encodings that are read, as an {@code Accept-Encoding} value. */
    public static final String ACCEPTED = "gzip, br";

    /** Below this many bytes the ratio does not count: short texts of one letter are no attack. */
    private static final int RATIO_FREE_BYTES = 64 << 10;

    private static final int CHUNK = 8 << 10;

    private ContentCoding() {}

    /**
     * {@return whether there is nothing to undo}
     *
     * @param encoding the value of {@code Content-Encoding}, empty where there is none
     */
    public static boolean isPlain(String encoding) {
        String name = encoding.strip();
        return name.isEmpty() || name.equalsIgnoreCase("identity");
    }

    /**
     * Undoes an encoding.
     *
     * @param encoding the value of {@code Content-Encoding}, empty where there is none
     * @param body the bytes that came
     * @param bytesMax most bytes that it may become; over it 413
     * @param ratioMax how many times as large it may become; over it 413
     * @return the content; the same array where there is no encoding
     * @throws HttpFailure 415 for another encoding, 400 if the body does not have it, 413
     */
    public static byte[] decode(String encoding, byte[] body, int bytesMax, int ratioMax) {
        if (isPlain(encoding)) {
            return body;
        }
        long byRatio = Math.max(RATIO_FREE_BYTES, (long) body.length * ratioMax);
        try (InputStream in = open(encoding, body)) {
            ByteArrayOutputStream content = new ByteArrayOutputStream(4 * CHUNK);
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                content.write(chunk, 0, n);
                if (content.size() > bytesMax) {
                    throw HttpFailures.bodyTooLarge(bytesMax);
                }
                if (content.size() > byRatio) {
                    throw tooDense(ratioMax);
                }
            }
            return content.toByteArray();
        } catch (IOException e) {
            throw new HttpFailure(
                    400,
                    "BadRequest",
                    "The body is not in the Content-Encoding " + encoding + ", or ends early.");
        }
    }

    private static InputStream open(String encoding, byte[] body) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(body);
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> new GZIPInputStream(in);
            case "br" -> new BrotliInputStream(in);
            default ->
                    throw new HttpFailure(
                                    415,
                                    "UnsupportedMediaType",
                                    "This Content-Encoding is not read; allowed: " + ACCEPTED + ".")
                            .with("Accept-Encoding", ACCEPTED);
        };
    }

    private static HttpFailure tooDense(int ratioMax) {
        return new HttpFailure(
                413,
                "PayloadTooLarge",
                "The request body becomes more than "
                        + ratioMax
                        + " times as large when its Content-Encoding is undone.");
    }
}
