package io.gridgate.accept.vendor;

import io.gridgate.accept.Handshake;
import io.gridgate.accept.Scheme;
import io.gridgate.accept.mapping.Expression;
import io.gridgate.accept.mapping.JsonFields;
import io.gridgate.accept.mapping.MappedScheme;
import io.gridgate.accept.mapping.Mapping;
import io.gridgate.accept.mapping.Mappings;
import io.gridgate.accept.mapping.PointerTree;
import io.gridgate.accept.mapping.Repeat;
import io.gridgate.accept.mapping.Template;
import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventMessage;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Slack's Events API. The id is {@code event_id}, which is signed with the body. A {@code
 * url_verification} is answered with its challenge and is no event.
 */
public final class SlackScheme implements Scheme {

    private static final PointerTree QUESTION = PointerTree.of(Set.of("/type", "/challenge"));

    private final MappedScheme events;

    /**
     * Makes the scheme.
     *
     * @param clock gives the time of events that have none
     */
    public SlackScheme(InstantSource clock) {
        Mapping mapping =
                new Mapping(
                        new Template("{/event_id|body-sha256}"),
                        Expression.firstOf(
                                "https://app.slack.com/client/{/team_id|/enterprise_id}",
                                "https://app.slack.com"),
                        Expression.firstOf(
                                "com.slack.{/event/type}.{/event/subtype}",
                                "com.slack.{/event/type|/type}"),
                        new Template(
                                "{/event/channel|/event/channel/id|/event/channel_id"
                                        + "|/event/item/channel|/event/user|/event/user/id}"),
                        new Template("{/event_time}"),
                        "");
        this.events =
                new MappedScheme(
                        Mappings.always(mapping),
                        new MappedScheme.Options(
                                Set.of("application/json"), false, Repeat.SAME_ID, null),
                        clock);
    }

    @Override
    public boolean reads(EventMessage message) {
        return events.reads(message);
    }

    @Override
    public Optional<Handshake> handshake(EventMessage message) {
        try {
            JsonFields fields = JsonFields.read(message.body(), QUESTION);
            boolean asked = fields.text("/type").filter("url_verification"::equals).isPresent();
            return asked
                    ? fields.text("/challenge").map(it -> new Handshake("text/plain", it))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Decoded decode(EventMessage message) {
        return events.decode(message);
    }

    @Override
    public byte[] contentHash(EventMessage message, Event event) {
        return events.contentHash(message, event);
    }
}
