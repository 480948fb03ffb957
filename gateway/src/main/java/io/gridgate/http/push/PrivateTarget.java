package io.gridgate.http.push;

import io.gridgate.accept.push.PushAnswer;
import io.gridgate.accept.push.PushDestination;
import io.gridgate.accept.push.PushListener;
import io.gridgate.accept.push.PushListener.Occurrence;
import io.gridgate.accept.push.PushRoute.Schema;
import io.gridgate.event.EventMessage;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.bridge.StatusRules;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A webhook in the private network that gets the deliveries of a route as they came, and whose
 * answer drives Event Grid: 200 to 204 is done, the rejected statuses end the event, and everything
 * else comes again. It has places of its own, so that a slow target takes none from other routes;
 * where all are taken, the delivery comes again.
 *
 * <p>Nothing is stored here: a delivery may come twice, as it may from Event Grid. For any number
 * of threads.
 */
public final class PrivateTarget implements PushDestination, AutoCloseable {

    /** Longest time for an answer; Event Grid gives up after 30 s. */
    public static final Duration TIMEOUT_MAX = Duration.ofSeconds(27);

    private static final List<String> PASSED =
            List.of("webhook-request-origin", "traceparent", "tracestate");
    private static final String VALUE = "[\\x21-\\x7e][\\x20-\\x7e]{0,1000}";

    private final URI url;
    private final Duration timeout;
    private final StatusRules rules;
    private final Semaphore places;
    private final PushListener listener;
    private final HttpClient http;

    /**
     * Makes a target.
     *
     * @param url where deliveries go; its query is never logged
     * @param timeout how long connection and answer may take together, up to {@link #TIMEOUT_MAX}
     * @param rules what answers mean
     * @param concurrency most deliveries under way at once
     * @param listener hears what became of them
     */
    public PrivateTarget(
            URI url, Duration timeout, StatusRules rules, int concurrency, PushListener listener) {
        if (!timeout.isPositive() || timeout.compareTo(TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("timeout out of bounds: " + timeout);
        }
        this.url = url;
        this.timeout = timeout;
        this.rules = rules;
        this.places = new Semaphore(concurrency);
        this.listener = listener;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(timeout)
                        .build();
    }

    @Override
    public PushAnswer take(String route, EventMessage message, Schema schema)
            throws InterruptedException {
        if (!places.tryAcquire()) {
            return postponed(route, "all places of the target are taken");
        }
        CompletableFuture<HttpResponse<Void>> sent =
                http.sendAsync(request(message), BodyHandlers.discarding());
        try {
            return answered(route, sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS).statusCode());
        } catch (TimeoutException e) {
            return postponed(route, "the target did not answer within " + timeout);
        } catch (ExecutionException e) {
            return postponed(
                    route,
                    e.getCause() instanceof IOException
                            ? "the target cannot be reached"
                            : String.valueOf(e.getCause()));
        } finally {
            sent.cancel(true);
            places.release();
        }
    }

    private PushAnswer answered(String route, int status) {
        return switch (rules.outcome(status, Optional.empty(), 1)) {
            case Outcome.Acknowledge _ -> {
                listener.happened(route, Occurrence.RELAYED, 1, "");
                yield new PushAnswer.Taken();
            }
            case Outcome.Reject _ -> {
                listener.happened(
                        route,
                        Occurrence.REJECTED,
                        1,
                        "a delivery, for which its target answered " + status);
                yield new PushAnswer.Rejected("the target answered " + status);
            }
            case Outcome.Release _ -> postponed(route, "the target answered " + status);
        };
    }

    private PushAnswer postponed(String route, String reason) {
        listener.happened(route, Occurrence.POSTPONED, 1, reason);
        return new PushAnswer.Postponed(reason);
    }

    /** The body as it came, Event Grid's headers and the trace; no credential of Event Grid's. */
    private HttpRequest request(EventMessage message) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).POST(BodyPublishers.ofByteArray(message.body()));
        if (message.contentType() != null) {
            request.header("Content-Type", message.contentType());
        }
        message.headers()
                .forEach((name, value) -> {
                    boolean eventGrids = name.startsWith("aeg-") && !name.startsWith("aeg-sas-");
                    if ((eventGrids || PASSED.contains(name)) && value.matches(VALUE)) {
                        request.header(name, value);
                    }
                });
        return request.build();
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
