package io.gridgate.system.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/**
 * A webhook of the kind that Event Grid would push to, at {@code /hook}, with its health at {@code
 * /health}. Safe for any thread.
 */
public final class Webhook implements AutoCloseable {

    /**
     * One event that was posted.
     *
     * @param id the event's id
     * @param headers what came with it
     */
    public record Posted(String id, Headers headers) {}

    private final HttpServer server;
    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private volatile int health = 200;

    /**
     * Starts one on a free port.
     *
     * @param answer the status for each event; may block
     */
    public Webhook(ToIntFunction<Posted> answer) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/hook", exchange -> take(exchange, answer));
        server.createContext("/health", exchange -> end(exchange, health));
        server.start();
    }

    private void take(HttpExchange exchange, ToIntFunction<Posted> answer) throws IOException {
        String id = new ObjectMapper().readTree(exchange.getRequestBody()).get("id").textValue();
        Posted event = new Posted(id, exchange.getRequestHeaders());
        posted.add(event);
        end(exchange, answer.applyAsInt(event));
    }

    private static void end(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** Sets what it tells about its health. */
    public void health(int status) {
        health = status;
    }

    /** Returns what was posted so far. */
    public List<Posted> posted() {
        return List.copyOf(posted);
    }

    /** Returns the address of a path. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
