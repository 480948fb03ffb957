package io.gridgate.handlers.bridge;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.EventText;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.JsonCloudEvent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hands each event to an HTTP target, as Event Grid pushes to a webhook: one POST in the structured
 * mode of CloudEvents with Event Grid's headers, an answer within a time, and a status that says
 * what becomes of the event. So a webhook that Event Grid cannot reach works as it is.
 *
 * <p>Redirects are not followed, as Event Grid does not. The body of the answer is not read. Safe
 * for use by many threads; closed after its worker.
 *
 * <p>Source: "Event delivery headers", "Namespace topics push delivery", Microsoft Learn.
 */
public final class HttpTarget implements EventHandler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpTarget.class);
    private static final String ORIGIN = "eventgrid.azure.net";
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);

    private final URI url;
    private final String subscription;
    private final Duration timeout;
    private final StatusRules rules;
    private final HttpClient http;

    /**
     * Makes a target.
     *
     * @param url where events go; {@code http} or {@code https}, its query is sent as it is and
     *     never logged
     * @param subscription the event subscription that they come from, for the header
     * @param timeout how long an answer may take; Event Grid has 30 s
     * @param rules what answers mean
     */
    public HttpTarget(URI url, String subscription, Duration timeout, StatusRules rules) {
        this.url = checked(url);
        this.subscription = subscription;
        this.timeout = timeout;
        this.rules = rules;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(timeout.compareTo(CONNECT_MAX) < 0 ? timeout : CONNECT_MAX)
                        .build();
    }

    private static URI checked(URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "a target is an http or https URL with a host and without user information");
        }
        return url;
    }

    @Override
    public Outcome handle(CloudEvent event, DeliveryContext context) throws InterruptedException {
        HttpRequest request = request(JsonCloudEvent.from(event), context);
        CompletableFuture<HttpResponse<Void>> sent =
                http.sendAsync(request, BodyHandlers.discarding());
        try {
            HttpResponse<Void> answer = sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return answered(event, context, answer);
        } catch (TimeoutException e) {
            return unanswered(event, context, "no answer within " + timeout);
        } catch (ExecutionException e) {
            return unanswered(event, context, String.valueOf(e.getCause()));
        } finally {
            sent.cancel(true);
        }
    }

    private HttpRequest request(JsonCloudEvent event, DeliveryContext context) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url)
                        .POST(BodyPublishers.ofByteArray(event.json()))
                        .header("Content-Type", "application/cloudevents+json; charset=utf-8")
                        .header("aeg-event-type", "Notification")
                        .header("aeg-subscription-name", subscription)
                        .header("aeg-delivery-count", String.valueOf(context.deliveryCount() - 1))
                        .header("aeg-metadata-version", "1.0")
                        .header("WebHook-Request-Origin", ORIGIN);
        extension(event, "traceparent", request);
        extension(event, "tracestate", request);
        return request.build();
    }

    /** Passes the trace on; what cannot stand in a header stays in the event only. */
    private static void extension(JsonCloudEvent event, String name, HttpRequest.Builder request) {
        String value = event.attributeText(name);
        if (value != null && value.matches("[\\x21-\\x7e][\\x20-\\x7e]{0,1000}")) {
            request.header(name, value);
        }
    }

    private Outcome answered(CloudEvent event, DeliveryContext context, HttpResponse<?> answer) {
        int status = answer.statusCode();
        Outcome outcome =
                rules.outcome(
                        status, RetryAfterHeader.of(answer.headers()), context.deliveryCount());
        if (outcome instanceof Outcome.Release) {
            LOG.warn("{} answered {} to {}; it comes again", this, status, EventText.of(event));
        }
        return outcome;
    }

    private Outcome unanswered(CloudEvent event, DeliveryContext context, String reason) {
        LOG.warn("{} did not take {}: {}; it comes again", this, EventText.of(event), reason);
        return rules.unanswered(context.deliveryCount());
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    /** Returns where it is, without the query, which may hold a secret. */
    @Override
    public String toString() {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }
}
