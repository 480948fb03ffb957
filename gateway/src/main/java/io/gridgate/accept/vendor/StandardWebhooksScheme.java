package io.gridgate.accept.vendor;

import io.gridgate.accept.ContentHash;
import io.gridgate.accept.Scheme;
import io.gridgate.accept.mapping.Expression;
import io.gridgate.accept.mapping.MappedScheme;
import io.gridgate.accept.mapping.Mapping;
import io.gridgate.accept.mapping.Mappings;
import io.gridgate.accept.mapping.Payload;
import io.gridgate.accept.mapping.Template;
import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventMessage;

import java.time.InstantSource;
import java.util.Set;

/**
 * The payload that Standard Webhooks recommends, {@code {"type":…,"timestamp":…,"data":…}}, or
 * CloudEvents in structured or batched mode under the same signature. The id of the former is
 * {@code webhook-id}, which is signed.
 */
public final class StandardWebhooksScheme implements Scheme {

    private static final Set<String> CLOUDEVENTS =
            Set.of("application/cloudevents+json", "application/cloudevents-batch+json");

    private final MappedScheme webhooks;

    /**
     * Makes the scheme.
     *
     * @param source a template of {@code source}: the payload has none
     * @param clock gives the time of events that have none
     */
    public StandardWebhooksScheme(String source, InstantSource clock) {
        Mapping mapping =
                new Mapping(
                        new Template("{header:webhook-id}"),
                        new Template(source),
                        new Template("{/type}"),
                        Expression.none(),
                        new Template("{/timestamp|header:webhook-timestamp}"),
                        "");
        this.webhooks =
                new MappedScheme(Mappings.always(mapping), MappedScheme.Options.JSON, clock);
    }

    @Override
    public boolean reads(EventMessage message) {
        return webhooks.reads(message) || isCloudEvents(message);
    }

    @Override
    public Decoded decode(EventMessage message) {
        return isCloudEvents(message)
                ? CloudEventsDecoder.decode(message)
                : webhooks.decode(message);
    }

    @Override
    public byte[] contentHash(EventMessage message, Event event) {
        return isCloudEvents(message)
                ? ContentHash.of(event.json())
                : webhooks.contentHash(message, event);
    }

    private static boolean isCloudEvents(EventMessage message) {
        return CLOUDEVENTS.contains(Payload.mediaType(message));
    }
}
