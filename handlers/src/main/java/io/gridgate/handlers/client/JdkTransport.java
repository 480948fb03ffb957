package io.gridgate.handlers.client;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;

import org.jspecify.annotations.Nullable;

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * azure-core's transport over {@code java.net.http}, for blocking calls on virtual threads.
 *
 * <p>In contrast to azure-core-http-jdk-httpclient it reads bodies whole and bounded, holds each
 * exchange to a deadline of its own, can be closed, and logs nothing per request. HTTP/1.1; no
 * redirect is followed.
 */
final class JdkTransport implements HttpClient, AutoCloseable {

    /** Key of a request's {@link Deadlines} in its {@link Context}. */
    static final String DEADLINES = "gridgate-deadlines";

    /**
     * How long one attempt may take.
     *
     * @param head until the answer begins
     * @param whole until it has ended
     */
    record Deadlines(Duration head, Duration whole) {}

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final ExecutorService threads;
    private final java.net.http.HttpClient client;
    private final int answerBytesMax;

    private JdkTransport(
            ExecutorService threads, java.net.http.HttpClient client, int answerBytesMax) {
        this.threads = threads;
        this.client = client;
        this.answerBytesMax = answerBytesMax;
    }

    static JdkTransport open(@Nullable Path trustedCertificates, int answerBytesMax) {
        var builder =
                java.net.http.HttpClient.newBuilder()
                        .version(java.net.http.HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT);
        if (trustedCertificates != null) {
            builder.sslContext(TrustedCertificates.sslContext(trustedCertificates));
        }
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        return new JdkTransport(threads, builder.executor(threads).build(), answerBytesMax);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.fromCallable(() -> sendSync(request, Context.NONE));
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        Deadlines deadlines =
                (Deadlines)
                        context.getData(DEADLINES)
                                .orElseThrow(
                                        () -> new IllegalArgumentException("no deadlines given"));
        var future =
                client.sendAsync(
                        jdkRequest(request, deadlines.head()),
                        info ->
                                new BoundedBody(
                                        answerBytesMax,
                                        info.headers()
                                                .firstValueAsLong("content-length")
                                                .orElse(-1)));
        try {
            return new JdkResponse(request, await(future, deadlines.whole()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the answer", e);
        }
    }

    private static <T> T await(CompletableFuture<T> future, Duration deadline)
            throws IOException, InterruptedException {
        try {
            return future.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new HttpTimeoutException("no whole answer within " + deadline);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new IOException(e.getCause());
        }
    }

    private static java.net.http.HttpRequest jdkRequest(HttpRequest request, Duration deadline) {
        BinaryData body = request.getBodyAsBinaryData();
        var builder =
                java.net.http.HttpRequest.newBuilder(URI.create(request.getUrl().toString()))
                        .timeout(deadline)
                        .method(
                                request.getHttpMethod().toString(),
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body.toBytes()));
        for (HttpHeader header : request.getHeaders()) {
            // The JDK writes this one itself, from the body.
            if (!header.getName()
                    .equalsIgnoreCase(HttpHeaderName.CONTENT_LENGTH.getCaseInsensitiveName())) {
                header.getValuesList().forEach(value -> builder.header(header.getName(), value));
            }
        }
        return builder.build();
    }

    /** Breaks off what is under way and ends the client's threads. */
    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdown();
    }
}
