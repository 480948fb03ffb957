package io.gridgate.deliver.forward;

import io.gridgate.deliver.Sink;
import io.gridgate.deliver.SinkResult;
import io.gridgate.deliver.SinkResult.Scope;
import io.gridgate.handlers.client.EventGridException;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.log.StoredEvent;

import java.util.List;

/**
 * A topic of an Event Grid namespace. 400 and 413 refuse the events themselves; every other answer
 * but 200 leaves them waiting: 429 throttles the endpoint, 5xx and no answer at all stop it,
 * anything else (401, 403, 404) stops this topic. The sender must not repeat requests by itself.
 */
final class NamespaceSink implements Sink {

    private final EventGridSender sender;

    NamespaceSink(EventGridSender sender) {
        this.sender = sender;
    }

    @Override
    public SinkResult send(List<StoredEvent> events) {
        List<JsonCloudEvent> batch =
                events.stream().map(event -> JsonCloudEvent.of(event.json())).toList();
        try {
            if (batch.size() == 1) {
                sender.send(batch.getFirst());
            } else {
                sender.send(batch);
            }
            return new SinkResult.Delivered();
        } catch (EventGridException e) {
            return result(e);
        }
    }

    private static SinkResult result(EventGridException failure) {
        String reason = String.valueOf(failure.getMessage());
        return switch (failure.status()) {
            case 400, 413 -> new SinkResult.Refused(reason);
            case 429 -> new SinkResult.Throttled(failure.retryAfter(), reason);
            case 0, 408 -> failed(Scope.ENDPOINT, failure, reason);
            default ->
                    failed(
                            failure.status() >= 500 ? Scope.ENDPOINT : Scope.TARGET,
                            failure,
                            reason);
        };
    }

    private static SinkResult failed(Scope scope, EventGridException failure, String reason) {
        return new SinkResult.Failed(scope, failure.retryAfter(), reason);
    }
}
