package io.gridgate.handlers.bridge;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Asks a target for its health while its circuit breaker is open, and lets events be tried once the
 * answer is 2xx. The breaker begins open, so a target that is not up yet costs no event a delivery.
 * Runs on a virtual thread of its own from when it is made until it is closed.
 */
public final class TargetProbe implements AutoCloseable {

    /** How long a breaker stays open that only a probe shall close. */
    public static final Duration OPEN_FOR = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(TargetProbe.class);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    private final HttpRequest request;
    private final CircuitBreaker breaker;
    private final Duration interval;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(ANSWER_MAX)
                    .build();
    private final Thread thread;

    /**
     * Opens the breaker and starts to probe.
     *
     * @param url where the target tells its health, by GET
     * @param breaker the target's, made with {@link #OPEN_FOR}
     * @param interval how long to wait between two looks
     */
    public TargetProbe(URI url, CircuitBreaker breaker, Duration interval) {
        this.request = HttpRequest.newBuilder(url).GET().timeout(ANSWER_MAX).build();
        this.breaker = breaker;
        this.interval = interval;
        breaker.transitionToOpenState();
        this.thread = Thread.ofVirtual().name("probe-" + breaker.getName()).start(this::run);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (breaker.getState() == CircuitBreaker.State.OPEN && healthy()) {
                    LOG.info("{} is healthy, its events are tried", breaker.getName());
                    breaker.transitionToHalfOpenState();
                }
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean healthy() throws InterruptedException {
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            return status >= 200 && status <= 299;
        } catch (IOException e) {
            LOG.debug("{} is not healthy", breaker.getName(), e);
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        http.shutdownNow();
        http.close();
    }
}
