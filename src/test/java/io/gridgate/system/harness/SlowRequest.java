package io.gridgate.system.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A request whose body never comes to its end. */
public final class SlowRequest implements AutoCloseable {

    private final Socket socket;

    private SlowRequest(Socket socket) {
        this.socket = socket;
    }

    /**
     * Sends headers that announce more than the body's first bytes, and stops there.
     *
     * @param uri where to
     * @param headers the request headers
     * @param beginning the part of the body that comes
     */
    public static SlowRequest begin(URI uri, Map<String, String> headers, String beginning)
            throws IOException {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        StringBuilder head = new StringBuilder();
        head.append("POST ").append(uri.getRawPath()).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(uri.getAuthority()).append("\r\n");
        head.append("Content-Length: ").append(beginning.length() + 100).append("\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        OutputStream output = socket.getOutputStream();
        output.write((head + "\r\n" + beginning).getBytes(StandardCharsets.UTF_8));
        output.flush();
        return new SlowRequest(socket);
    }

    /**
     * Waits for the answer and returns its status line.
     *
     * @param max how long to wait
     */
    public String statusLine(Duration max) throws IOException {
        socket.setSoTimeout((int) max.toMillis());
        BufferedReader answer =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        return String.valueOf(answer.readLine());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
