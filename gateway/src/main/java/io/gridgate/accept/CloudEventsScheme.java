package io.gridgate.accept;

import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventMessage;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * CloudEvents 1.0 in structured, batched or binary mode, JSON format.
 *
 * <p>The content hash covers the whole event as one JSON object, attributes and data, byte for
 * byte: a repeat must be the same bytes, as every sender that retries from a queue sends them.
 */
public final class CloudEventsScheme implements Scheme {

    /** Makes the scheme. */
    public CloudEventsScheme() {}

    @Override
    public boolean reads(EventMessage message) {
        String type = mediaType(message.contentType());
        if (type.startsWith("application/cloudevents")) {
            return type.equals("application/cloudevents+json")
                    || type.equals("application/cloudevents-batch+json");
        }
        return message.headers().keySet().stream().anyMatch(name -> name.startsWith("ce-"));
    }

    @Override
    public Decoded decode(EventMessage message) {
        return CloudEventsDecoder.decode(message);
    }

    @Override
    public byte[] contentHash(EventMessage message, Event event) {
        return ContentHash.of(event.json());
    }

    static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
