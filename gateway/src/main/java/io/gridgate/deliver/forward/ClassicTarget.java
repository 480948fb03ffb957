package io.gridgate.deliver.forward;

import java.net.URI;
import java.util.Optional;

/**
 * Where and how events are published to a custom topic, a domain or a partner namespace.
 *
 * @param endpoint the whole address, {@code https://NAME.REGION-1.eventgrid.azure.net/api/events}
 * @param schema the input schema of the topic
 * @param domainTopic the topic of a domain, for {@link Schema#EVENT_GRID}; with CloudEvents the
 *     domain goes by their source
 * @param channel the channel of a partner namespace that routes by channel name
 */
public record ClassicTarget(
        URI endpoint, Schema schema, Optional<String> domainTopic, Optional<String> channel) {

    /** What a topic takes. */
    public enum Schema {
        /** CloudEvents 1.0, as they are. */
        CLOUD_EVENTS,
        /** The Event Grid event schema, which has no place for source and extensions. */
        EVENT_GRID;

        String contentType() {
            return switch (this) {
                case CLOUD_EVENTS -> "application/cloudevents-batch+json; charset=utf-8";
                case EVENT_GRID -> "application/json";
            };
        }
    }
}
