package io.gridgate.app.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where Event Grid pushes the events of a subscription: to a webhook or to an event hub.
 *
 * @param endpoint the webhook
 * @param eventHub the name of the event hub
 * @param batchEventsMax most events in one request to a webhook
 * @param batchKibMax preferred size of one request to a webhook, in KiB
 */
public record PushSettings(
        Optional<String> endpoint, Optional<String> eventHub, int batchEventsMax, int batchKibMax) {

    static final Key<String> ENDPOINT =
            Key.optional(
                    "endpoint",
                    Kinds.text("https URL", PushSettings::isWebUrl),
                    "Webhook. `${GATEWAY_ENDPOINT}` at its start stands for the deployed gateway. A"
                            + " query may hold a secret. `http` only where the built-in namespace"
                            + " pushes to this machine or to `private-hosts`.");
    static final Key<String> EVENT_HUB =
            Key.optional(
                    "event-hub",
                    Kinds.text(
                            "1 to 256 letters, digits, `.`, `-` or `_`, a letter or digit first and"
                                    + " last",
                            value ->
                                    value.matches(
                                            "[a-zA-Z0-9]([a-zA-Z0-9._-]{0,254}[a-zA-Z0-9])?")),
                    "Event hub, made by the deployment.");
    static final Key<Integer> BATCH_EVENTS_MAX =
            Key.of(
                    "batch-events-max",
                    Kinds.integer("events", 1, 5_000),
                    1,
                    "Most events in one request to a webhook.");
    static final Key<Integer> BATCH_KIB_MAX =
            Key.of(
                    "batch-kib-max",
                    Kinds.integer("KiB", 1, 1_024),
                    64,
                    "Preferred size of one request to a webhook; a larger event comes alone.");

    static final Section SECTION =
            Section.of(
                    "Makes Event Grid push the events to a webhook or an event hub, in place of a"
                            + " queue. Give `endpoint` or `event-hub`. The built-in namespace pushes"
                            + " to webhooks; it refuses to start with an event hub.",
                    ENDPOINT,
                    EVENT_HUB,
                    BATCH_EVENTS_MAX,
                    BATCH_KIB_MAX);

    /** Checks the bounds, and that there is one destination. */
    public PushSettings {
        endpoint.ifPresent(ENDPOINT::check);
        eventHub.ifPresent(EVENT_HUB::check);
        BATCH_EVENTS_MAX.check(batchEventsMax);
        BATCH_KIB_MAX.check(batchKibMax);
        if (endpoint.isPresent() == eventHub.isPresent()) {
            throw new IllegalArgumentException("needs either endpoint or event-hub");
        }
    }

    static PushSettings from(Node node) {
        return node.make(() ->
                new PushSettings(
                        node.find(ENDPOINT),
                        node.find(EVENT_HUB),
                        node.get(BATCH_EVENTS_MAX),
                        node.get(BATCH_KIB_MAX)));
    }

    /** Leaves out the address: a query may hold a secret. */
    @Override
    public String toString() {
        return "PushSettings[%s]"
                .formatted(
                        endpoint.map(text -> "to " + URI.create(text).getHost())
                                .orElseGet(() -> "to event hub " + eventHub.orElseThrow()));
    }

    private static boolean isWebUrl(String text) {
        try {
            URI url = new URI(text);
            return ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
