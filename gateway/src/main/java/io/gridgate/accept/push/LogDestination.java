package io.gridgate.accept.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.accept.ContentHash;
import io.gridgate.accept.push.PushListener.Occurrence;
import io.gridgate.accept.push.PushRoute.Schema;
import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventGridEvents;
import io.gridgate.event.EventMessage;
import io.gridgate.event.Item;
import io.gridgate.event.Problem;
import io.gridgate.log.AppendResult;
import io.gridgate.log.EventLog;
import io.gridgate.log.NewEvent;
import io.gridgate.log.TopicName;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A topic of the log: what Azure pushed can be pulled from it, or is forwarded. A delivery is taken
 * when all of its events are on disk. Repeats are recognised by {@code source} and {@code id}
 * ({@code topic} and {@code id} in the Event Grid schema), because Event Grid delivers at least
 * once; type and data tell a repeat from a conflict, so that headers and envelope may differ.
 */
public final class LogDestination implements PushDestination {

    private final EventLog log;
    private final TopicName topic;
    private final PushListener listener;

    /**
     * Makes a destination.
     *
     * @param log the log
     * @param topic a topic that is declared in it and deduplicates
     * @param listener hears what was stored
     */
    public LogDestination(EventLog log, TopicName topic, PushListener listener) {
        this.log = log;
        this.topic = topic;
        this.listener = listener;
    }

    @Override
    public PushAnswer take(String route, EventMessage message, Schema schema)
            throws InterruptedException {
        Decoded decoded =
                switch (schema) {
                    case CLOUD_EVENTS -> CloudEventsDecoder.decode(message);
                    case EVENT_GRID -> EventGridEvents.decode(message.body(), "");
                };
        return switch (decoded) {
            case Decoded.Malformed(Problem problem) -> {
                listener.happened(route, Occurrence.UNREADABLE, 1, problem.message());
                yield new PushAnswer.Unreadable(problem.message());
            }
            case Decoded.Events(List<Item> items) -> take(route, message, items);
        };
    }

    private PushAnswer take(String route, EventMessage message, List<Item> items)
            throws InterruptedException {
        DeliveryHeaders headers = DeliveryHeaders.of(message.headers());
        List<NewEvent> events = new ArrayList<>(items.size());
        List<String> unreadable = new ArrayList<>();
        for (Item item : items) {
            switch (item) {
                case Item.Valid(Event event) ->
                        events.add(new NewEvent(headers.keptOn(event), contentHash(event)));
                case Item.Invalid(Problem problem) ->
                        unreadable.add(
                                "event %d (id %s): %s"
                                        .formatted(
                                                problem.index(), problem.id(), problem.message()));
            }
        }
        List<String> conflicts = append(route, events);
        if (!unreadable.isEmpty()) {
            listener.happened(
                    route, Occurrence.UNREADABLE, unreadable.size(), unreadable.getFirst());
            return new PushAnswer.Unreadable(unreadable.getFirst());
        }
        return conflicts.isEmpty()
                ? new PushAnswer.Taken()
                : new PushAnswer.Conflicting(conflicts.getFirst());
    }

    /** Stores the events, all of them or an exception, and returns which ones are conflicts. */
    private List<String> append(String route, List<NewEvent> events) throws InterruptedException {
        List<String> conflicts = new ArrayList<>();
        int stored = 0;
        int duplicates = 0;
        for (int from = 0; from < events.size(); from += EventLog.BATCH_MAX) {
            List<NewEvent> part =
                    events.subList(from, Math.min(events.size(), from + EventLog.BATCH_MAX));
            List<AppendResult> results = log.append(topic, part);
            for (int at = 0; at < part.size(); at++) {
                switch (results.get(at)) {
                    case AppendResult.Appended _ -> stored++;
                    case AppendResult.Duplicate _ -> duplicates++;
                    case AppendResult.Conflict _ ->
                            conflicts.add(
                                    "event %s: its source and id were taken with other data"
                                            .formatted(part.get(at).event().key().id()));
                }
            }
        }
        tell(route, Occurrence.STORED, stored, "");
        tell(route, Occurrence.DUPLICATE, duplicates, "");
        if (!conflicts.isEmpty()) {
            tell(route, Occurrence.CONFLICT, conflicts.size(), conflicts.getFirst());
        }
        return conflicts;
    }

    private void tell(String route, Occurrence occurrence, int count, String detail) {
        if (count > 0) {
            listener.happened(route, occurrence, count, detail);
        }
    }

    private static byte[] contentHash(Event event) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(event.dataLength() + 64);
        content.writeBytes(event.type().getBytes(UTF_8));
        content.write(0);
        content.write(event.json(), event.dataOffset(), event.dataLength());
        return ContentHash.of(content.toByteArray());
    }
}
