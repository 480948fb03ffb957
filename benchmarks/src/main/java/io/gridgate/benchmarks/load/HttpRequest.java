package io.gridgate.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The head of POST requests to one path, ready to be put before a body. Immutable. */
public final class HttpRequest {

    private final String head;

    /**
     * Describes the requests.
     *
     * @param path path and query
     * @param headers lines without line end, such as {@code Authorization: …}; host and length come
     *     by themselves
     */
    public HttpRequest(String path, List<String> headers) {
        StringBuilder text = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        headers.forEach(header -> text.append(header).append("\r\n"));
        head = text.append("Content-Length: ").toString();
    }

    /**
     * Puts a body behind the head.
     *
     * @param body the body
     * @return the whole request in memory outside the heap
     */
    public ByteBuffer with(byte[] body) {
        byte[] start = start(body.length);
        return ByteBuffer.allocateDirect(start.length + body.length).put(start).put(body).flip();
    }

    /**
     * Gives the bytes before a body.
     *
     * @param length bytes of the body
     * @return all that stands before it
     */
    public byte[] start(int length) {
        return (head + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
