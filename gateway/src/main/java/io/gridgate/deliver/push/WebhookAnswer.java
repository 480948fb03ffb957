package io.gridgate.deliver.push;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a webhook said to one request. */
public sealed interface WebhookAnswer {

    /**
     * It answered.
     *
     * @param status the HTTP status
     * @param headers values by lower-case name
     */
    record Answered(int status, Map<String, String> headers) implements WebhookAnswer {

        /** Copies the headers, with their names in lower case. */
        public Answered {
            headers =
                    headers.entrySet().stream()
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            entry -> entry.getKey().toLowerCase(Locale.ROOT),
                                            Map.Entry::getValue,
                                            (first, _) -> first));
        }

        Optional<String> header(String lowerCaseName) {
            return Optional.ofNullable(headers.get(lowerCaseName));
        }
    }

    /**
     * There is no answer: no such host, no connection, no trust, too late, cut off, or an address
     * that is not allowed.
     *
     * @param reason what happened
     */
    record Unanswered(String reason) implements WebhookAnswer {}
}
