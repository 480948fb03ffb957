package io.gridgate.http.webhook;

import io.gridgate.deliver.push.WebhookAnswer;
import io.gridgate.deliver.push.WebhookClient;
import io.gridgate.deliver.push.WebhookHosts;

import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import java.io.EOFException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Calls webhooks over HTTP/1.1, and connects only to addresses that {@link WebhookHosts} allows.
 * Redirects are not followed, cookies are not kept, passwords not offered, and what an answer says
 * beyond its head is dropped. Started when made.
 */
public final class CheckedWebhookClient implements WebhookClient, AutoCloseable {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration IDLE_MAX = Duration.ofMinutes(1);
    private static final int THREADS_MAX = 8;

    private final HttpClient http;
    private final Duration timeout;

    /**
     * Makes a client.
     *
     * @param hosts which addresses may be called
     * @param trust TLS that trusts other authorities than those of the JDK
     * @param timeout how long a request may take, connection and whole answer included
     */
    public CheckedWebhookClient(WebhookHosts hosts, Optional<SSLContext> trust, Duration timeout) {
        this(new CheckedResolver(hosts, InetAddress::getAllByName), trust, timeout);
    }

    CheckedWebhookClient(CheckedResolver resolver, Optional<SSLContext> trust, Duration timeout) {
        this.timeout = timeout;
        SslContextFactory.Client tls = new SslContextFactory.Client();
        trust.ifPresent(tls::setSslContext);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, 1);
        threads.setName("webhooks");
        threads.setDaemon(true);
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setExecutor(threads);
        connector.setSslContextFactory(tls);
        connector.setConnectTimeout(shorter(CONNECT_MAX, timeout));
        http = new HttpClient(new HttpClientTransportOverHTTP(connector));
        http.setSocketAddressResolver(resolver);
        http.setFollowRedirects(false);
        http.setIdleTimeout(IDLE_MAX.toMillis());
        http.setHttpCookieStore(new HttpCookieStore.Empty());
        http.setUserAgentField(null);
        try {
            http.start();
        } catch (Exception e) {
            throw new IllegalStateException("the client of webhooks does not start", e);
        }
        http.getContentDecoderFactories().clear();
        http.getProtocolHandlers().remove(RedirectProtocolHandler.NAME);
        http.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        http.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public WebhookAnswer call(Request request) throws InterruptedException {
        CompletableFuture<Result> done = new CompletableFuture<>();
        org.eclipse.jetty.client.Request sent =
                http.newRequest(request.url())
                        .method(request.method())
                        .timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (request.body().length > 0) {
            sent.body(new BytesRequestContent(request.body()));
        }
        sent.headers(fields -> request.headers().forEach(fields::put));
        sent.send(done::complete);
        try {
            Result result = done.get();
            return result.isSucceeded()
                    ? answered(result)
                    : new WebhookAnswer.Unanswered(reason(result.getFailure()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a result is never a failure", e);
        } finally {
            if (!done.isDone()) {
                var _ = sent.abort(new InterruptedException("stopping"));
            }
        }
    }

    private static WebhookAnswer answered(Result result) {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : result.getResponse().getHeaders()) {
            headers.putIfAbsent(field.getLowerCaseName(), String.valueOf(field.getValue()));
        }
        return new WebhookAnswer.Answered(result.getResponse().getStatus(), headers);
    }

    /** The texts of other failures may show the query, in which a secret may stand. */
    private String reason(Throwable failure) {
        return switch (failure) {
            case TimeoutException _ -> "no answer within " + timeout;
            case UnknownHostException _, SocketException _, SSLException _, EOFException _ ->
                    failure.toString();
            default -> failure.getClass().getSimpleName();
        };
    }

    @Override
    public void close() {
        try {
            http.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the client of webhooks does not stop", e);
        }
    }
}
