package io.gridgate.handlers.claimcheck;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to a store: each in 30 s, body included, and with no redirect followed. What fails names
 * the host and path, never the query, which may hold a secret. Safe for use by many threads.
 */
final class StoreHttp implements AutoCloseable {

    private static final Duration WHOLE_MAX = Duration.ofSeconds(30);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);

    private final HttpClient http;
    private final Duration timeout;

    StoreHttp() {
        this(
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT_MAX)
                        .build(),
                WHOLE_MAX);
    }

    StoreHttp(HttpClient http, Duration timeout) {
        this.http = http;
        this.timeout = timeout;
    }

    /** Reads what is at an address; 404 and 410 say that nothing is. */
    StoredData get(HttpRequest request, int bytesMax) throws IOException, InterruptedException {
        HttpResponse<StoredData> answer =
                await(
                        request,
                        http.sendAsync(
                                request,
                                head -> new BoundedData(head.statusCode() == 200 ? bytesMax : 0)));
        return switch (answer.statusCode()) {
            case 200 -> answer.body();
            case 404, 410 -> new StoredData.Missing();
            default -> throw refused(request, answer.statusCode());
        };
    }

    /** Sends a request whose answer's body does not matter; returns its status. */
    int send(HttpRequest request) throws IOException, InterruptedException {
        return await(request, http.sendAsync(request, BodyHandlers.discarding())).statusCode();
    }

    static IOException refused(HttpRequest request, int status) {
        return new IOException(
                "%s answered %d to %s".formatted(text(request.uri()), status, request.method()));
    }

    /** Returns an address without its query. */
    static String text(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
    }

    private <T> HttpResponse<T> await(HttpRequest request, CompletableFuture<HttpResponse<T>> sent)
            throws IOException, InterruptedException {
        try {
            return sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    "%s gave no whole answer within %s".formatted(text(request.uri()), timeout), e);
        } catch (ExecutionException e) {
            throw new IOException(
                    "%s cannot be asked: %s".formatted(text(request.uri()), e.getCause()), e);
        } finally {
            sent.cancel(true);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
