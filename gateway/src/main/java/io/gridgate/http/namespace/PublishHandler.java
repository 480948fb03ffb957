package io.gridgate.http.namespace;

import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.ContentMode;
import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventForm;
import io.gridgate.event.EventMessage;
import io.gridgate.event.Item;
import io.gridgate.http.Answer;
import io.gridgate.http.RequestBody;
import io.gridgate.log.AppendResult;
import io.gridgate.log.EventLog;
import io.gridgate.log.NewEvent;
import io.gridgate.log.Topic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Publishes one event, a batch, or an event in binary mode; all or none of a request. */
final class PublishHandler {

    private static final byte[] DONE = "{}".getBytes(StandardCharsets.US_ASCII);

    /** Stands for the content of events on topics that do not deduplicate; nobody reads it. */
    private static final byte[] NO_HASH = new byte[32];

    private final EventLog log;
    private final NamespaceLimits limits;
    private final Duration bodyDeadline;

    PublishHandler(EventLog log, NamespaceLimits limits, Duration bodyDeadline) {
        this.log = log;
        this.limits = limits;
        this.bodyDeadline = bodyDeadline;
    }

    void handle(HttpServletRequest request, HttpServletResponse response, Topic topic)
            throws IOException, InterruptedException {
        byte[] body = RequestBody.read(request, limits.bodyBytesMax(), bodyDeadline);
        List<NewEvent> events = decode(message(request, body), topic);
        if (!events.isEmpty()) {
            refuseConflicts(log.append(topic.name(), events));
        }
        Answer.ok(response, ContentTypes.JSON, DONE);
    }

    private List<NewEvent> decode(EventMessage message, Topic topic) {
        return switch (CloudEventsDecoder.decode(message, EventForm.AS_AZURE)) {
            case Decoded.Malformed(var problem) ->
                    throw NamespaceFailures.badRequest(problem.message());
            case Decoded.Events(List<Item> items) -> accept(items, topic);
        };
    }

    private List<NewEvent> accept(List<Item> items, Topic topic) {
        if (items.size() > limits.eventsMax()) {
            throw NamespaceFailures.tooManyEvents(limits.eventsMax());
        }
        List<NewEvent> events = new ArrayList<>(items.size());
        for (Item item : items) {
            switch (item) {
                case Item.Valid(Event event) -> events.add(new NewEvent(event, hash(event, topic)));
                case Item.Invalid(var problem) ->
                        throw NamespaceFailures.badRequest(problem.message());
            }
        }
        return events;
    }

    private static byte[] hash(Event event, Topic topic) {
        return topic.deduplicates() ? ContentHash.of(event) : NO_HASH;
    }

    private static void refuseConflicts(List<AppendResult> results) {
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof AppendResult.Conflict) {
                throw NamespaceFailures.conflict(
                        "Event "
                                + i
                                + " has the source and id of an accepted event but other content.");
            }
        }
    }

    private static EventMessage message(HttpServletRequest request, byte[] body) {
        // The server's own getContentType() throws on a charset that it does not know.
        String contentType = request.getHeader("Content-Type");
        Map<String, String> headers =
                ContentMode.of(contentType) == ContentMode.BINARY
                        ? cloudEventsHeaders(request)
                        : Map.of();
        return new EventMessage(contentType, headers, body);
    }

    private static Map<String, String> cloudEventsHeaders(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            if (name.regionMatches(true, 0, "ce-", 0, 3)) {
                String last = "";
                for (Enumeration<String> values = request.getHeaders(name);
                        values.hasMoreElements(); ) {
                    last = values.nextElement();
                }
                headers.put(name.toLowerCase(Locale.ROOT), last);
            }
        }
        return headers;
    }
}
