package io.gridgate.app.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The namespace that accepted events are forwarded to.
 *
 * @param access where it is and how to get in
 * @param requestsInFlight most requests under way at once per source
 * @param batchEventsMax most events in one request
 * @param batchBytesMax most bytes in one request
 * @param requestTimeout how long one request may take
 * @param backoffMax longest wait between two tries while it is down
 * @param throughputUnits how many units it has, if requests are to be paced to them
 * @param ordered whether the events of a source are sent one request after the other
 * @param fallbacks namespaces that get the events while those before them are down
 */
public record UpstreamSettings(
        Access access,
        int requestsInFlight,
        int batchEventsMax,
        int batchBytesMax,
        Duration requestTimeout,
        Duration backoffMax,
        Optional<Integer> throughputUnits,
        boolean ordered,
        List<Access> fallbacks) {

    private static final int FALLBACKS_MAX = 4;

    static final Key<Integer> REQUESTS_IN_FLIGHT =
            Key.of(
                    "requests-in-flight",
                    Kinds.integer("requests", 1, 64),
                    4,
                    "Most requests under way at once for one source.");
    static final Key<Integer> BATCH_EVENTS_MAX =
            Key.of(
                    "batch-events-max",
                    Kinds.integer("events", 1, 1_000),
                    1_000,
                    "Most events in one request. Event Grid takes 1,000.");
    static final Key<Integer> BATCH_BYTES_MAX =
            Key.of(
                    "batch-bytes-max",
                    Kinds.integer("bytes", 1_024, 1 << 20),
                    1_000_000,
                    "Most bytes in one request. Event Grid takes 1 MB.");
    static final Key<Duration> REQUEST_TIMEOUT =
            Key.of(
                    "request-timeout",
                    Kinds.duration(Duration.ofSeconds(1), Duration.ofMinutes(2)),
                    Duration.ofSeconds(30),
                    "How long one request may take before it counts as failed.");
    static final Key<Duration> BACKOFF_MAX =
            Key.of(
                    "backoff-max",
                    Kinds.duration(Duration.ofMillis(500), Duration.ofMinutes(10)),
                    Duration.ofSeconds(30),
                    "Longest wait between two tries while the namespace is down. `Retry-After` is"
                            + " obeyed on top.");

    static final Key<Integer> THROUGHPUT_UNITS =
            Key.optional(
                    "throughput-units",
                    Kinds.integer("units", 1, 40),
                    "Throughput units of the namespace: requests are spread to 1,000 events and 1 MB"
                            + " a second for each, over all sources of this process, and to less"
                            + " after 429. Without it, only 429 slows them down.");
    static final Key<Boolean> ORDERED =
            Key.of(
                    "ordered",
                    Kinds.flag(),
                    false,
                    "Sends the events of each source in the order in which they were accepted, one"
                            + " request after the other; nothing overtakes what failed. Holds for one"
                            + " gateway process, not for replicas.");

    private static final Section FALLBACK =
            Section.of(
                    "A namespace that gets the events while those before it are unreachable or"
                            + " answer 5xx. It needs the same topics, and consumers of its own.",
                    Access.ENDPOINT,
                    Access.IDENTITY,
                    Access.KEY,
                    Access.TRUSTED_CERTIFICATES);

    static final Section SECTION =
            Section.of(
                            "Event Grid namespace that accepted events are forwarded to. While it is down,"
                                    + " events wait in the outbox.",
                            Access.ENDPOINT,
                            Access.IDENTITY,
                            Access.KEY,
                            Access.TRUSTED_CERTIFICATES,
                            REQUESTS_IN_FLIGHT,
                            BATCH_EVENTS_MAX,
                            BATCH_BYTES_MAX,
                            REQUEST_TIMEOUT,
                            BACKOFF_MAX,
                            THROUGHPUT_UNITS,
                            ORDERED)
                    .with(Section.Child.listed("fallbacks", FALLBACK));

    /** Checks the bounds. */
    public UpstreamSettings {
        REQUESTS_IN_FLIGHT.check(requestsInFlight);
        BATCH_EVENTS_MAX.check(batchEventsMax);
        BATCH_BYTES_MAX.check(batchBytesMax);
        REQUEST_TIMEOUT.check(requestTimeout);
        BACKOFF_MAX.check(backoffMax);
        throughputUnits.ifPresent(THROUGHPUT_UNITS::check);
        fallbacks = List.copyOf(fallbacks);
        if (fallbacks.size() > FALLBACKS_MAX) {
            throw new IllegalArgumentException("has more than " + FALLBACKS_MAX + " fallbacks");
        }
    }

    /**
     * {@return an upstream with default limits}
     *
     * @param access where it is and how to get in
     */
    public static UpstreamSettings of(Access access) {
        return new UpstreamSettings(
                access,
                REQUESTS_IN_FLIGHT.defaultValue(),
                BATCH_EVENTS_MAX.defaultValue(),
                BATCH_BYTES_MAX.defaultValue(),
                REQUEST_TIMEOUT.defaultValue(),
                BACKOFF_MAX.defaultValue(),
                Optional.empty(),
                ORDERED.defaultValue(),
                List.of());
    }

    static UpstreamSettings from(Node node) {
        return node.make(() ->
                new UpstreamSettings(
                        Access.from(node),
                        node.get(REQUESTS_IN_FLIGHT),
                        node.get(BATCH_EVENTS_MAX),
                        node.get(BATCH_BYTES_MAX),
                        node.get(REQUEST_TIMEOUT),
                        node.get(BACKOFF_MAX),
                        node.find(THROUGHPUT_UNITS),
                        node.get(ORDERED),
                        node.listed("fallbacks", FALLBACK, Access::from)));
    }
}
