package io.gridgate.handlers.examples;

import com.sun.net.httpserver.HttpServer;

import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.push.PushAnswer;
import io.gridgate.handlers.push.PushEntry;
import io.gridgate.handlers.push.PushRequest;

import java.util.concurrent.Executors;

/** Orders that are pushed, on the JDK's web server. */
public final class PushedOrders {

    private static final int BODY_BYTES_MAX = 1_500_000;

    public static void serve(HttpServer server, EventHandler orders) {
        PushEntry entry = new PushEntry(orders);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/orders",
                exchange -> {
                    try (exchange) {
                        byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
                        if (body.length > BODY_BYTES_MAX) {
                            exchange.sendResponseHeaders(413, -1);
                            return;
                        }
                        PushAnswer answer =
                                entry.answer(
                                        PushRequest.of(
                                                exchange.getRequestMethod(),
                                                exchange.getRequestHeaders(),
                                                body));
                        answer.headers().forEach(exchange.getResponseHeaders()::set);
                        exchange.sendResponseHeaders(answer.status(), -1);
                    }
                });
    }

    private PushedOrders() {}
}
