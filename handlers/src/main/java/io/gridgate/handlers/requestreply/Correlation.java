package io.gridgate.handlers.requestreply;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.client.JsonCloudEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The extensions that bring a reply to its request. {@code correlationid} names the matter that
 * both belong to, {@code causationid} the request that a reply answers, {@code replyto} who asked,
 * {@code expirytime} until when a reply is of use.
 *
 * <p>Source: CloudEvents extensions "Correlation" and "Expiry Time"; {@code replyto} is Gridgate's
 * own.
 */
public final class Correlation {

    static final String CORRELATION = "correlationid";
    static final String CAUSATION = "causationid";
    static final String REPLY_TO = "replyto";
    static final String EXPIRY = "expirytime";

    private Correlation() {}

    /**
     * {@return a reply that finds its way to who asked} For handlers that send by an outbox; {@link
     * Responder} does it for those that do not.
     *
     * @param request the request that was handled
     * @param reply what is said to it; its {@code id} should follow from the request's, so that a
     *     request that is handled twice is answered with the same event
     */
    public static JsonCloudEvent reply(CloudEvent request, CloudEvent reply) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(CAUSATION, request.getId());
        for (String name : new String[] {CORRELATION, REPLY_TO}) {
            String value = text(request, name);
            if (value != null) {
                attributes.put(name, value);
            }
        }
        return JsonCloudEvent.from(reply).with(attributes);
    }

    /** Marks a request; the correlation that it has already stays. */
    static JsonCloudEvent request(CloudEvent request, String replyTo, Instant expiry) {
        String correlation = text(request, CORRELATION);
        return JsonCloudEvent.from(request)
                .with(
                        Map.of(
                                CORRELATION,
                                correlation == null ? request.getId() : correlation,
                                REPLY_TO,
                                replyTo,
                                EXPIRY,
                                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                        expiry.atOffset(ZoneOffset.UTC))));
    }

    /** Returns whether a request came too late; without an expiry time, or with a bad one, not. */
    static boolean isExpired(CloudEvent request, Instant now) {
        String expiry = text(request, EXPIRY);
        try {
            return expiry != null && !OffsetDateTime.parse(expiry).toInstant().isAfter(now);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    static @Nullable String text(CloudEvent event, String name) {
        Object value = event.getExtension(name);
        return value == null ? null : value.toString();
    }
}
