package io.gridgate.log.postgres;

import io.gridgate.log.AppendResult;
import io.gridgate.log.DedupKeys;
import io.gridgate.log.NewEvent;
import io.gridgate.log.TopicName;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An append on its way; the keys are hashed on the caller's thread. */
final class AppendCall extends Call<List<AppendResult>> {

    private static final int OVERHEAD_BYTES = 256;

    private final TopicName topic;
    private final List<NewEvent> events;
    private final List<UUID> keys;
    private final int bytes;

    AppendCall(TopicName topic, List<NewEvent> events) {
        this.topic = topic;
        this.events = List.copyOf(events);
        this.keys = new ArrayList<>(events.size());
        DedupKeys hashing = new DedupKeys(topic);
        int sum = 0;
        for (NewEvent event : this.events) {
            keys.add(hashing.key(event.event().key()));
            sum += event.event().json().length + OVERHEAD_BYTES;
        }
        this.bytes = sum;
    }

    TopicName topic() {
        return topic;
    }

    List<NewEvent> events() {
        return events;
    }

    UUID key(int index) {
        return keys.get(index);
    }

    @Override
    int queuedBytes() {
        return bytes;
    }
}
