package io.gridgate.wellbeing.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.gridgate.wellbeing.mail.SentMails.Receipt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * A mail service as they are: {@code POST /mails} with an {@code Idempotency-Key} sends a mail once
 * for each key, now and then slowly, or not, or without an answer. {@code GET /mails} lists what
 * was sent. Listens on loopback.
 */
public final class MailService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MailService.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final long SLOW_MILLIS = 3_000;

    private final SentMails mails;
    private final Faults faults;
    private final HttpServer server;

    /**
     * Starts to listen.
     *
     * @param port 0 for a free one
     * @param sent the file of what was sent, which outlives the service
     * @param seed of the faults
     */
    public MailService(int port, Path sent, long seed) throws IOException {
        this.mails = new SentMails(sent);
        this.faults = new Faults(seed);
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mails", this::serve);
        server.start();
    }

    /** Returns where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 200, MAPPER.writeValueAsBytes(mails.all()));
                return;
            }
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            JsonNode mail = MAPPER.readTree(exchange.getRequestBody().readNBytes(BODY_BYTES_MAX));
            if (key == null || !mail.path("to").isTextual() || !mail.path("text").isTextual()) {
                answer(exchange, 400, new byte[0]);
                return;
            }
            send(exchange, key, mail);
        }
    }

    private void send(HttpExchange exchange, String key, JsonNode mail) throws IOException {
        Faults.Fault fault = faults.next();
        if (fault == Faults.Fault.REFUSED) {
            answer(exchange, 503, new byte[0]);
            return;
        }
        Receipt receipt = mails.send(key, mail.get("to").asText(), mail.get("text").asText());
        LOG.info(
                "Mail {} to {}{}",
                receipt.messageId(),
                mail.get("to").asText(),
                receipt.repeated() ? " was sent before" : "");
        switch (fault) {
            case ANSWER_LOST -> LOG.info("… and its sender gets no answer");
            case SLOW -> {
                rest();
                answer(exchange, 202, MAPPER.writeValueAsBytes(receipt));
            }
            case NONE, REFUSED -> answer(exchange, 202, MAPPER.writeValueAsBytes(receipt));
        }
    }

    private static void rest() {
        try {
            Thread.sleep(SLOW_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        mails.close();
    }
}
