package io.gridgate.handlers.client;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;

import io.gridgate.handlers.client.JdkTransport.Deadlines;

import java.net.URI;
import java.time.Duration;

/** One client's way to a namespace: pipelines, paths and errors. Safe for use by many threads. */
final class NamespaceConnection implements AutoCloseable {

    private static final String API_VERSION = "?api-version=2024-06-01";

    /**
     * How much later than asked the answer to a long poll may begin; Microsoft's clients take 5 s.
     */
    private static final Duration ANSWER_MARGIN = Duration.ofSeconds(10);

    private final String base;
    private final JdkTransport transport;
    private final HttpPipeline repeating;
    private final HttpPipeline careful;
    private final Duration requestTimeout;

    NamespaceConnection(
            URI endpoint, JdkTransport transport, PipelinePlan plan, Duration requestTimeout) {
        String text = endpoint.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.transport = transport;
        this.repeating = plan.build(transport, RetryRule.REPEATABLE);
        this.careful = plan.build(transport, RetryRule.ONLY_IF_NOT_DONE);
        this.requestTimeout = requestTimeout;
    }

    /** Posts a body; repeated on failures that may pass. Returns the answer's body. */
    byte[] post(String path, String query, String contentType, byte[] body) {
        HttpRequest request =
                request(path, query)
                        .setHeader(HttpHeaderName.CONTENT_TYPE, contentType)
                        .setBody(body);
        return exchange(repeating, path, request, new Deadlines(requestTimeout, requestTimeout));
    }

    /** Posts nothing and waits up to a time that the server is asked to wait. */
    byte[] longPoll(String path, String query, Duration wait) {
        Duration margin =
                requestTimeout.compareTo(ANSWER_MARGIN) < 0 ? requestTimeout : ANSWER_MARGIN;
        return exchange(
                careful,
                path,
                request(path, query),
                new Deadlines(wait.plus(margin), wait.plus(requestTimeout)));
    }

    private HttpRequest request(String path, String query) {
        return new HttpRequest(HttpMethod.POST, base + path + API_VERSION + query)
                .setHeader(HttpHeaderName.ACCEPT, "application/json");
    }

    private static byte[] exchange(
            HttpPipeline pipeline, String path, HttpRequest request, Deadlines deadlines) {
        HttpResponse response;
        try {
            response = pipeline.sendSync(request, new Context(JdkTransport.DEADLINES, deadlines));
        } catch (RuntimeException e) {
            throw Failures.of(path, e);
        }
        byte[] body = ((JdkResponse) response).body();
        if (response.getStatusCode() != 200) {
            throw Failures.of(path, response.getStatusCode(), response.getHeaders(), body);
        }
        return body;
    }

    @Override
    public void close() {
        transport.close();
    }
}
