package io.gridgate.deliver.push;

import io.gridgate.deliver.push.WebhookClient.Request;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a webhook whether it wants to be pushed to, before the first delivery. It agrees by naming
 * the origin or {@code *}, whatever the status; everything else is a refusal.
 *
 * <p>Event Grid's namespaces ask for no rate and know no callback. Here a rate can be asked for,
 * and what is granted is kept.
 *
 * <p>Source: HTTP 1.1 Web Hooks for Event Delivery 1.0.2 §4; "Namespace topics, webhooks",
 * Microsoft Learn.
 *
 * @param client sends the request
 * @param ratePerMinute how many requests a minute to ask for; empty: do not ask
 */
record Handshake(WebhookClient client, Optional<Integer> ratePerMinute) {

    /** Who pushes, as public Azure calls itself; webhooks made for Event Grid expect it. */
    static final String ORIGIN = "eventgrid.azure.net";

    static final String ORIGIN_HEADER = "WebHook-Request-Origin";

    /** How a webhook answers. */
    sealed interface Answer {

        /**
         * It wants events.
         *
         * @param ratePerMinute most requests a minute, if a rate was asked for and is limited
         */
        record Granted(Optional<Integer> ratePerMinute) implements Answer {}

        /**
         * It wants none, or does not answer.
         *
         * @param reason what it said
         */
        record Refused(String reason) implements Answer {}
    }

    Answer ask(URI endpoint) throws InterruptedException {
        Map<String, String> headers = new HashMap<>(Map.of(ORIGIN_HEADER, ORIGIN));
        ratePerMinute.ifPresent(rate -> headers.put("WebHook-Request-Rate", rate.toString()));
        WebhookAnswer answer = client.call(new Request("OPTIONS", endpoint, headers, new byte[0]));
        return switch (answer) {
            case WebhookAnswer.Unanswered(String reason) -> new Answer.Refused(reason);
            case WebhookAnswer.Answered answered -> judge(answered);
        };
    }

    private Answer judge(WebhookAnswer.Answered answer) {
        Optional<String> origin = answer.header("webhook-allowed-origin").map(String::strip);
        if (origin.isEmpty()) {
            return new Answer.Refused(
                    "it answered OPTIONS with %d and without WebHook-Allowed-Origin"
                            .formatted(answer.status()));
        }
        if (!origin.get().equals("*") && !origin.get().equalsIgnoreCase(ORIGIN)) {
            return new Answer.Refused("it allows another origin than " + ORIGIN);
        }
        return new Answer.Granted(ratePerMinute.flatMap(asked -> granted(answer, asked)));
    }

    /** What cannot be read grants what was asked for. */
    private static Optional<Integer> granted(WebhookAnswer.Answered answer, int asked) {
        String rate = answer.header("webhook-allowed-rate").map(String::strip).orElse("");
        if (rate.equals("*")) {
            return Optional.empty();
        }
        return Optional.of(rate.matches("[1-9]\\d{0,6}") ? Integer.parseInt(rate) : asked);
    }
}
