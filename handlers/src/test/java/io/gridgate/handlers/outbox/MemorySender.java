package io.gridgate.handlers.outbox;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.client.EventGridException;
import io.gridgate.handlers.client.EventGridException.Failure;
import io.gridgate.handlers.client.EventGridSender;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A topic in memory: takes all of a batch or, with the answers that a test scripts, nothing. */
final class MemorySender implements EventGridSender {

    final List<List<String>> batches = new CopyOnWriteArrayList<>();
    final Queue<EventGridException> failures = new ConcurrentLinkedQueue<>();
    final Set<String> poison = ConcurrentHashMap.newKeySet();

    static EventGridException failure(int status, Duration retryAfter) {
        return EventGridException.of(
                "scripted " + status, Failure.ofAnswer(status, "", retryAfter), null);
    }

    List<String> ids() {
        return batches.stream().flatMap(List::stream).toList();
    }

    @Override
    public void send(CloudEvent event) {
        send(List.of(event));
    }

    @Override
    public void send(List<? extends CloudEvent> events) {
        List<String> ids = events.stream().map(CloudEvent::getId).toList();
        if (ids.stream().anyMatch(poison::contains)) {
            throw failure(400, null);
        }
        EventGridException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        batches.add(ids);
    }

    @Override
    public void close() {}
}
