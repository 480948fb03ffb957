package io.gridgate.app.settings;

import io.gridgate.handlers.bridge.StatusRules;
import io.gridgate.http.push.PrivateTarget;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A webhook in the private network that a push route calls.
 *
 * @param url where deliveries are posted
 * @param timeout how long an answer may take
 * @param reject the statuses that end an event
 * @param concurrency most deliveries under way at once
 */
public record PushTargetSettings(URI url, Duration timeout, List<Integer> reject, int concurrency) {

    static final Key<URI> URL =
            Key.required(
                    "url",
                    Kinds.targetUrl(),
                    "Where deliveries are posted as they came. A query may hold a secret; it is not"
                            + " logged.");
    static final Key<Duration> TIMEOUT =
            Key.of(
                    "timeout",
                    Kinds.duration(Duration.ofSeconds(1), PrivateTarget.TIMEOUT_MAX),
                    Duration.ofSeconds(25),
                    "How long an answer may take. Event Grid waits for 30 s.");
    static final Key<List<Integer>> REJECT =
            Key.of(
                    "reject",
                    Kinds.listOf(Kinds.integer("status", 300, 599), 50),
                    StatusRules.EVENT_GRID.rejected().stream().sorted().toList(),
                    "Statuses after which Event Grid gives the event up. 200 to 204 take it, all"
                            + " others make Event Grid deliver it again.");
    static final Key<Integer> CONCURRENCY =
            Key.of(
                    "concurrency",
                    Kinds.integer("deliveries", 1, 1_000),
                    16,
                    "Most deliveries under way at once; further ones are answered 503.");

    static final Section SECTION =
            Section.of(
                    "A webhook in the private network that gets the deliveries instead of a topic."
                            + " Its answer drives Event Grid.",
                    URL,
                    TIMEOUT,
                    REJECT,
                    CONCURRENCY);

    /** Checks the bounds. */
    public PushTargetSettings {
        URL.check(url);
        TIMEOUT.check(timeout);
        reject = REJECT.check(List.copyOf(reject));
        CONCURRENCY.check(concurrency);
    }

    static PushTargetSettings from(Node node) {
        return node.make(() ->
                new PushTargetSettings(
                        node.get(URL), node.get(TIMEOUT), node.get(REJECT), node.get(CONCURRENCY)));
    }

    /** Leaves out the address: a query may hold a secret. */
    @Override
    public String toString() {
        return "PushTargetSettings[to " + url.getHost() + "]";
    }
}
