package io.gridgate.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a real server over HTTPS and does what networks do, by a seed. What
 * it did is counted.
 */
public final class FaultProxy implements AutoCloseable {

    /** What may happen to a request. */
    public enum Fault {
        NONE,
        /** The request is lost before the server sees it. */
        LOSE_REQUEST,
        /** The server works, its answer is lost. */
        LOSE_ANSWER,
        /** The server works, its answer ends in the middle. */
        TRUNCATE_ANSWER,
        /** The server gets the request late. */
        DELAY,
        /** The server gets the request twice. */
        DUPLICATE
    }

    private final URI server;
    private final HttpsServer front;
    private final Random random;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TestCertificate certificate = TestCertificate.create();
    private final Map<Fault, AtomicInteger> counts = new EnumMap<>(Fault.class);
    private final AtomicInteger served = new AtomicInteger();

    public FaultProxy(URI server, long seed) {
        this.server = server;
        this.random = new Random(seed);
        for (Fault fault : Fault.values()) {
            counts.put(fault, new AtomicInteger());
        }
        try {
            front =
                    HttpsServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        front.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
        front.setExecutor(threads);
        front.createContext("/", this::handle);
        front.start();
    }

    public URI endpoint() {
        return URI.create("https://127.0.0.1:" + front.getAddress().getPort());
    }

    public Path writeCertificate(Path file) {
        return certificate.writePem(file);
    }

    public int count(Fault fault) {
        return counts.get(fault).get();
    }

    /** How many requests the server answered with 200. */
    public int served() {
        return served.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Fault fault = next();
            counts.get(fault).incrementAndGet();
            switch (fault) {
                case NONE -> answer(exchange, pass(exchange, body));
                case LOSE_REQUEST -> {}
                case LOSE_ANSWER -> pass(exchange, body);
                case TRUNCATE_ANSWER -> {
                    HttpResponse<byte[]> answer = pass(exchange, body);
                    exchange.sendResponseHeaders(answer.statusCode(), 100);
                    exchange.getResponseBody().write(answer.body());
                }
                case DELAY -> {
                    Thread.sleep(20);
                    answer(exchange, pass(exchange, body));
                }
                case DUPLICATE -> {
                    pass(exchange, body);
                    answer(exchange, pass(exchange, body));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Half of the requests pass; the other half meet one of the faults. */
    private synchronized Fault next() {
        List<Fault> faults = List.of(Fault.values());
        return random.nextBoolean()
                ? Fault.NONE
                : faults.get(1 + random.nextInt(faults.size() - 1));
    }

    private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(exchange.getRequestURI().toString()))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : List.of("Authorization", "Content-Type")) {
            request.header(name, exchange.getRequestHeaders().getFirst(name));
        }
        HttpResponse<byte[]> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() == 200) {
            served.incrementAndGet();
        }
        return answer;
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
            throws IOException {
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    @Override
    public void close() {
        front.stop(0);
        threads.shutdownNow();
        client.close();
    }
}
