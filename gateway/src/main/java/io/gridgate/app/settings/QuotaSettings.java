package io.gridgate.app.settings;

import io.gridgate.accept.PartnerQuota.Limits;

/** What one partner may take, all its sources together. */
final class QuotaSettings {

    static final Key<Integer> REQUESTS_PER_SECOND =
            Key.required(
                    "requests-per-second",
                    Kinds.integer("requests a second", 1, Limits.PER_SECOND_CEILING),
                    "Requests a second for long; more are answered 429 with `Retry-After`.");
    static final Key<Integer> BURST =
            Key.optional(
                    "burst",
                    Kinds.integer("requests", 1, Limits.BURST_CEILING),
                    "Requests at once after a quiet time. Where it is not given, those of one"
                            + " second.");
    static final Key<Integer> REQUESTS_IN_FLIGHT =
            Key.of(
                    "requests-in-flight",
                    Kinds.integer("requests", 1, Limits.IN_FLIGHT_CEILING),
                    256,
                    "Requests at the same time; more are answered 429.");

    static final Section SECTION =
            Section.of(
                    "What this partner may take, all its sources together, so that its flood leaves"
                            + " the others alone. Only authenticated requests count. Of replicas each"
                            + " counts for itself. Without this section nothing is bounded.",
                    REQUESTS_PER_SECOND,
                    BURST,
                    REQUESTS_IN_FLIGHT);

    private QuotaSettings() {}

    static Limits from(Node node) {
        int perSecond = node.get(REQUESTS_PER_SECOND);
        return new Limits(
                perSecond, node.find(BURST).orElse(perSecond), node.get(REQUESTS_IN_FLIGHT));
    }
}
