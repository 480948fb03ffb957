package io.gridgate.accept.push;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * Confirms subscriptions by a GET to the address that Event Grid named, a few seconds after its
 * request was answered, and a few times if that fails; Event Grid waits ten minutes. Only {@code
 * https} addresses of Event Grid are called, and redirects are not followed, so that nobody can
 * make this process call an address of his choice. For any number of threads.
 */
public final class ValidationCalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ValidationCalls.class);
    private static final int UNDER_WAY_MAX = 16;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(3));
    private static final List<String> DOMAINS =
            List.of(".eventgrid.azure.net", ".eventgrid.azure.us", ".eventgrid.azure.cn");

    private final Predicate<URI> allowed;
    private final List<Duration> waits;
    private final HttpClient http;
    private final Semaphore places = new Semaphore(UNDER_WAY_MAX);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Makes a caller that calls Event Grid in any of Azure's clouds. */
    public ValidationCalls() {
        this(ValidationCalls::isOfEventGrid, WAITS, HttpClient.newBuilder());
    }

    ValidationCalls(Predicate<URI> allowed, List<Duration> waits, HttpClient.Builder http) {
        this.allowed = allowed;
        this.waits = List.copyOf(waits);
        this.http = http.followRedirects(HttpClient.Redirect.NEVER).connectTimeout(TIMEOUT).build();
    }

    /** Tells whether an address is Event Grid's: https, its port 443 or 553, one of its hosts. */
    static boolean isOfEventGrid(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        return "https".equalsIgnoreCase(url.getScheme())
                && url.getRawUserInfo() == null
                && (url.getPort() == -1 || url.getPort() == 443 || url.getPort() == 553)
                && DOMAINS.stream().anyMatch(host::endsWith);
    }

    /** Returns an address that may be called, if the text is one. */
    Optional<URI> checked(String address) {
        try {
            return Optional.of(URI.create(address)).filter(allowed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Begins to call an address that was checked; returns false while too many are under way. */
    boolean call(String route, URI url) {
        if (!places.tryAcquire()) {
            return false;
        }
        threads.execute(() -> {
            try {
                confirm(route, url);
            } catch (InterruptedException e) {
                LOG.info("push route {}: stopped before a subscription was confirmed", route);
            } finally {
                places.release();
            }
        });
        return true;
    }

    private void confirm(String route, URI url) throws InterruptedException {
        String failure = "";
        for (Duration wait : waits) {
            Thread.sleep(wait);
            try {
                int status =
                        http.send(
                                        HttpRequest.newBuilder(url).timeout(TIMEOUT).build(),
                                        BodyHandlers.discarding())
                                .statusCode();
                if (status >= 200 && status < 300) {
                    LOG.info("push route {}: a subscription is confirmed", route);
                    return;
                }
                failure = "it answered " + status;
            } catch (IOException e) {
                failure = e.toString();
            }
        }
        LOG.error(
                "push route {}: a subscription is not confirmed, {} cannot be called: {}; save the"
                        + " subscription again to make Event Grid ask again",
                route,
                url.getHost(),
                failure);
    }

    /** Gives up the calls that are under way. */
    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
        threads.close();
        http.close();
    }
}
