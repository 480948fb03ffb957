package io.gridgate.accept.vendor;

import io.gridgate.accept.ContentHash;
import io.gridgate.accept.Scheme;
import io.gridgate.accept.mapping.Expression;
import io.gridgate.accept.mapping.MappedScheme;
import io.gridgate.accept.mapping.Mapping;
import io.gridgate.accept.mapping.Mappings;
import io.gridgate.accept.mapping.Payload;
import io.gridgate.accept.mapping.Repeat;
import io.gridgate.accept.mapping.Template;
import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventMessage;

import java.time.InstantSource;
import java.util.Set;

/**
 * Twilio's callbacks, which are forms, and its Event Streams, which are CloudEvents in JSON.
 *
 * <p>A callback has no id of its own: the id is the SHA-256 of its fields by name, which is what
 * Twilio signs, so that their order makes no difference. Its data is a JSON object of the fields.
 */
public final class TwilioScheme implements Scheme {

    private static final String JSON = "application/json";
    private static final String CLOUDEVENTS = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    private final MappedScheme callbacks;

    /**
     * Makes the scheme.
     *
     * @param clock gives the time of events that have none
     */
    public TwilioScheme(InstantSource clock) {
        Mapping mapping =
                new Mapping(
                        new Template("{body-sha256}"),
                        Expression.firstOf(
                                "https://api.twilio.com/2010-04-01/Accounts/{/AccountSid}",
                                "https://api.twilio.com"),
                        Expression.firstOf(
                                        "com.twilio.recording.{/RecordingStatus}",
                                        "com.twilio.message.{/MessageStatus|/SmsStatus}",
                                        "com.twilio.call.{/CallStatus}",
                                        "com.twilio.{/EventType}",
                                        "com.twilio.callback")
                                .then(type -> type.replace(' ', '-')),
                        new Template("{/RecordingSid|/MessageSid|/SmsSid|/CallSid}"),
                        new Template("{/Timestamp}"),
                        "");
        this.callbacks =
                new MappedScheme(
                        Mappings.always(mapping),
                        new MappedScheme.Options(Set.of(), true, Repeat.SAME_PAYLOAD, null),
                        clock);
    }

    @Override
    public boolean reads(EventMessage message) {
        return callbacks.reads(message)
                || Set.of(JSON, CLOUDEVENTS, BATCH).contains(Payload.mediaType(message));
    }

    @Override
    public Decoded decode(EventMessage message) {
        return callbacks.reads(message)
                ? callbacks.decode(message)
                : CloudEventsDecoder.decode(
                        new EventMessage(
                                isArray(message.body()) ? BATCH : CLOUDEVENTS,
                                message.headers(),
                                message.body()));
    }

    @Override
    public byte[] contentHash(EventMessage message, Event event) {
        return callbacks.reads(message)
                ? callbacks.contentHash(message, event)
                : ContentHash.of(event.json());
    }

    private static boolean isArray(byte[] json) {
        int at = 0;
        while (at < json.length && json[at] <= ' ') {
            at++;
        }
        return at < json.length && json[at] == '[';
    }
}
