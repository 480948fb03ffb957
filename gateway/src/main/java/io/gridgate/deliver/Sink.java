package io.gridgate.deliver;

import io.gridgate.log.StoredEvent;

import java.util.List;

/** Where the events of a lane go. For many threads at once; calls block. */
public interface Sink {

    /**
     * Sends events in one request, once; the lane does the retrying.
     *
     * @param events the events in order, at least one
     * @return what became of all of them
     */
    SinkResult send(List<StoredEvent> events);
}
