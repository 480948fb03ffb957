package io.gridgate.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A namespace over HTTPS that answers publish requests as a script says, and remembers every
 * request and which events it took (answered with 200).
 */
public final class ScriptedNamespace implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One publish request. */
    public record Request(String path, String authorization, List<String> ids, int bytes) {}

    /** What to answer. A status of 0 cuts the connection. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public static final Answer OK = new Answer(200, Map.of(), "{}");
        public static final Answer RESET = new Answer(0, Map.of(), "");

        public static Answer error(int status, String code) {
            return new Answer(
                    status,
                    Map.of("broker-errorcode", code),
                    "{\"error\":{\"code\":\"" + code + "\",\"message\":\"scripted\"}}");
        }

        public Answer with(String header, String value) {
            return new Answer(status, Map.of(header, value), body);
        }
    }

    /** Decides the answer to a request; may block. */
    public interface Script {
        Answer answer(Request request);
    }

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TestCertificate certificate = TestCertificate.create();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile Script script = request -> Answer.OK;

    public ScriptedNamespace() {
        try {
            server =
                    HttpsServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
        server.setExecutor(threads);
        server.createContext("/topics/", this::handle);
        server.start();
    }

    public URI endpoint() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    public Path writeCertificate(Path file) {
        return certificate.writePem(file);
    }

    public void script(Script next) {
        script = next;
    }

    /** Every request, in the order they came. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Ids of the events that were answered with 200, in the order they came. */
    public List<String> taken() {
        return List.copyOf(taken);
    }

    /** Bodies of the requests that were answered with 200. */
    public List<String> bodies() {
        return List.copyOf(bodies);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Request request =
                    new Request(
                            exchange.getRequestURI().toString(),
                            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                            ids(body),
                            body.length);
            requests.add(request);
            Answer answer = script.answer(request);
            if (answer.status() == 0) {
                return;
            }
            if (answer.status() == 200) {
                taken.addAll(request.ids());
                bodies.add(new String(body, StandardCharsets.UTF_8));
            }
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private static List<String> ids(byte[] body) throws IOException {
        JsonNode json = JSON.readTree(body);
        List<String> ids = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(event -> ids.add(event.get("id").asText()));
        } else {
            ids.add(json.path("id").asText(""));
        }
        return ids;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
