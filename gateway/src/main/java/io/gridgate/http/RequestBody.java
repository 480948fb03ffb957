package io.gridgate.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;

/**
 * Reads request bodies once, as raw bytes, within a size and a time. Nothing of a body over the
 * limit is kept.
 */
public final class RequestBody {

    /** How many bytes are read and thrown away before the connection is cut. */
    private static final long DISCARD_MAX = 16L << 20;

    private static final Duration DISCARD_TIME_MAX = Duration.ofSeconds(5);

    private static final int FIRST_BUFFER = 8 * 1024;

    private RequestBody() {}

    /**
     * Reads the whole body.
     *
     * @param request the request
     * @param bytesMax most bytes; over it {@link HttpFailures#bodyTooLarge}
     * @param deadline how long all of it may take; over it {@link HttpFailures#bodyTooSlow}
     * @return the bytes, empty where there is no body
     */
    public static byte[] read(HttpServletRequest request, int bytesMax, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        try (InputStream in = request.getInputStream()) {
            long declared = request.getContentLengthLong();
            if (declared > bytesMax) {
                throw HttpFailures.bodyTooLarge(bytesMax);
            }
            byte[] body = new byte[declared >= 0 ? (int) declared : FIRST_BUFFER];
            int size = 0;
            while (true) {
                if (size == body.length) {
                    if (declared >= 0) {
                        return body;
                    }
                    body = Arrays.copyOf(body, Math.min(bytesMax + 1, body.length * 2));
                }
                int read = in.read(body, size, body.length - size);
                if (read < 0) {
                    return size == body.length ? body : Arrays.copyOf(body, size);
                }
                size += read;
                if (size > bytesMax) {
                    throw HttpFailures.bodyTooLarge(bytesMax);
                }
                checkTime(end);
            }
        } catch (IOException e) {
            throw causedByTime(e) ? HttpFailures.bodyTooSlow() : aborted();
        }
    }

    /**
     * Reads what is left of a body and throws it away, so that its sender can read the answer and
     * use the connection again.
     *
     * @param request a request that is refused
     * @return whether nothing is left; else the connection must be closed
     */
    static boolean discard(HttpServletRequest request) {
        long end = System.nanoTime() + DISCARD_TIME_MAX.toNanos();
        try {
            ServletInputStream in = request.getInputStream();
            if (request.getHeader("Expect") != null) {
                return in.isFinished(); // the sender waits for our word and need not send at all
            }
            byte[] bin = new byte[FIRST_BUFFER];
            for (long left = DISCARD_MAX; left > 0 && System.nanoTime() - end < 0; ) {
                int read = in.read(bin);
                if (read < 0) {
                    return true;
                }
                left -= read;
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static void checkTime(long end) {
        if (System.nanoTime() - end > 0) {
            throw HttpFailures.bodyTooSlow();
        }
    }

    private static HttpFailure aborted() {
        return new HttpFailure(400, "BadRequest", "The request body ended too early.").closing();
    }

    private static boolean causedByTime(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }
}
