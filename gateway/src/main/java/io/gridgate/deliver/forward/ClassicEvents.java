package io.gridgate.deliver.forward;

import com.azure.core.util.BinaryData;

import io.gridgate.deliver.forward.ClassicTarget.Schema;
import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.DataKind;
import io.gridgate.event.Event;
import io.gridgate.event.EventGridEvents;
import io.gridgate.event.Item;
import io.gridgate.event.Problem;
import io.gridgate.log.StoredEvent;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes events in the schema of a topic: CloudEvents as their bytes, or the Event Grid schema.
 *
 * @param target the topic
 */
record ClassicEvents(ClassicTarget target) {

    /** What became of the events of a request. */
    sealed interface Written {

        /** One JSON object per event, in order. */
        record Bodies(List<BinaryData> bodies) implements Written {}

        /**
         * One event at least cannot be written in the schema.
         *
         * @param reason which and why
         */
        record Impossible(String reason) implements Written {}
    }

    Written written(List<StoredEvent> events) {
        List<BinaryData> bodies = new ArrayList<>(events.size());
        for (StoredEvent event : events) {
            if (target.schema() == Schema.CLOUD_EVENTS) {
                bodies.add(RawJson.of(event.json()));
                continue;
            }
            switch (CloudEventsDecoder.read(event.json())) {
                case Item.Valid(Event read) when read.dataKind() == DataKind.BASE64 -> {
                    return new Written.Impossible(
                            "the event has binary data, for which the Event Grid schema has no"
                                    + " place");
                }
                case Item.Valid(Event read) ->
                        bodies.add(
                                RawJson.of(
                                        EventGridEvents.toPublish(
                                                read,
                                                event.acceptedAt(),
                                                target.domainTopic().orElse(""))));
                case Item.Invalid(Problem problem) -> {
                    return new Written.Impossible(problem.message());
                }
            }
        }
        return new Written.Bodies(bodies);
    }
}
