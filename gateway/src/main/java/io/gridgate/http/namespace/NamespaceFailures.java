package io.gridgate.http.namespace;

import io.gridgate.http.HttpFailure;

/** The failures of the data plane. Texts that Azure was seen to answer are verbatim. */
final class NamespaceFailures {

    private NamespaceFailures() {}

    static HttpFailure badRequest(String message) {
        return new HttpFailure(400, "BadRequest", message);
    }

    static HttpFailure invalidArgument(String parameter) {
        return new HttpFailure(400, "ArgumentInvalid", "Invalid " + parameter + " parameter");
    }

    static HttpFailure topicNotFound(String topic) {
        return new HttpFailure(404, "NotFound", "Topic '" + topic + "' is not found");
    }

    static HttpFailure subscriptionNotFound(String subscription) {
        return new HttpFailure(
                404, "NotFound", "Event subscription '" + subscription + "' is not found");
    }

    static HttpFailure notFound(String message) {
        return new HttpFailure(404, "NotFound", message);
    }

    static HttpFailure conflict(String message) {
        return new HttpFailure(409, "Conflict", message);
    }

    static HttpFailure unauthorized(String message) {
        return new HttpFailure(401, "Unauthorized", message)
                .with("WWW-Authenticate", "SharedAccessKey realm=\"namespace\"");
    }

    static HttpFailure forbidden(String message) {
        return new HttpFailure(403, "Forbidden", message);
    }

    static HttpFailure tooManyEvents(int eventsMax) {
        return new HttpFailure(
                413, "PayloadTooLarge", "The request has more than " + eventsMax + " events.");
    }
}
