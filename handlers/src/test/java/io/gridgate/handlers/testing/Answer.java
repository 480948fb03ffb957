package io.gridgate.handlers.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** What a scripted server does with one request. */
@FunctionalInterface
public interface Answer {

    /** Writes to the connection; returns whether the connection is kept. */
    boolean give(Socket connection) throws IOException, InterruptedException;

    static Answer ok(String body) {
        return status(200, "OK", "Content-Type: application/json\r\n", body);
    }

    static Answer status(int status, String reason, String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return connection -> {
            String head =
                    "HTTP/1.1 %d %s\r\n%sContent-Length: %d\r\n\r\n"
                            .formatted(status, reason, headers, bytes.length);
            OutputStream out = connection.getOutputStream();
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
            out.flush();
            return true;
        };
    }

    /** Azure's error envelope. */
    static Answer error(int status, String code, String message, String headers) {
        return status(
                status,
                code,
                "broker-errorcode: " + code + "\r\n" + headers,
                """
                {"error":{"code":"%s","message":"%s",\
                "timestamp_utc":"2023-06-16T16:20:17.874623271+00:00",\
                "tracking_id":"960EF7E6-3F31-4D4D-92D6-FAFB36B77E34"}}\
                """
                        .formatted(code, message));
    }

    /** Announces more than it sends, then closes. */
    static Answer truncated(String body, int announced) {
        return connection -> {
            String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + announced + "\r\n\r\n" + body;
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            return false;
        };
    }

    /** Resets the connection instead of answering. */
    static Answer reset() {
        return connection -> {
            connection.setSoLinger(true, 0);
            return false;
        };
    }

    /** Answers nothing until the gate opens, then as told. */
    static Answer after(CountDownLatch gate, Answer answer) {
        return connection -> {
            gate.await();
            return answer.give(connection);
        };
    }
}
