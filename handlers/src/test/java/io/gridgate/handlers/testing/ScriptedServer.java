package io.gridgate.handlers.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import javax.net.ssl.SSLContext;

/**
 * An HTTP/1.1 server on loopback that gives the answers it was told, in order, and keeps the
 * requests as they stood on the wire. The last answer is repeated.
 */
public final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listening;
    private final String scheme;
    private final Function<RecordedRequest, Answer> script;
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private ScriptedServer(
            ServerSocket listening, String scheme, Function<RecordedRequest, Answer> script) {
        this.listening = listening;
        this.scheme = scheme;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    public static ScriptedServer http(Answer... answers) {
        return answering(inOrder(answers));
    }

    /** Chooses the answer by the request. */
    public static ScriptedServer answering(Function<RecordedRequest, Answer> script) {
        try {
            return new ScriptedServer(
                    new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ScriptedServer https(SSLContext tls, Answer... answers) {
        try {
            return new ScriptedServer(
                    tls.getServerSocketFactory()
                            .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                    "https",
                    inOrder(answers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create(scheme + "://localhost:" + listening.getLocalPort());
    }

    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    public RecordedRequest onlyRequest() {
        if (requests.size() != 1) {
            throw new AssertionError("expected one request, got " + requests);
        }
        return requests.get(0);
    }

    /** How many connections were made. */
    public int connections() {
        return accepted.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listening.accept();
                connections.add(connection);
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            String line = line(in);
            while (line != null) {
                Map<String, String> headers = headers(in);
                int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                var request = RecordedRequest.of(line, headers, in.readNBytes(length));
                requests.add(request);
                if (!script.apply(request).give(connection)) {
                    return;
                }
                line = line(in);
            }
        } catch (IOException e) {
            // The client went away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Function<RecordedRequest, Answer> inOrder(Answer... answers) {
        AtomicInteger given = new AtomicInteger();
        return _ -> answers[Math.min(given.getAndIncrement(), answers.length - 1)];
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(b);
        }
        return null;
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
