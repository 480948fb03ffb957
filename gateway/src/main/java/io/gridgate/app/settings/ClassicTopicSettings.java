package io.gridgate.app.settings;

import io.gridgate.deliver.forward.ClassicTarget;
import io.gridgate.deliver.forward.ClassicTarget.Schema;

import java.net.URI;
import java.util.Optional;

/**
 * A custom topic, a domain or a partner namespace that gets events in place of a topic of the
 * upstream namespace.
 *
 * @param access where it is and how to get in; the root of its address
 * @param schema its input schema
 * @param domainTopic the topic of a domain
 * @param channel the channel of a partner namespace
 */
public record ClassicTopicSettings(
        Access access, Schema schema, Optional<String> domainTopic, Optional<String> channel) {

    private static final String PATH = "/api/events";

    static final Key<URI> ENDPOINT =
            Key.required(
                    "endpoint",
                    Kinds.uri(
                            "https URL with no path or `" + PATH + "`",
                            value ->
                                    "https".equals(value.getScheme())
                                            && value.getHost() != null
                                            && value.getPath().matches("/?|" + PATH)),
                    "Topic, domain or partner namespace, for example"
                            + " `https://NAME.REGION-1.eventgrid.azure.net/api/events`.");
    static final Key<Schema> SCHEMA =
            Key.of(
                    "schema",
                    Kinds.choice(Schema.class),
                    Schema.CLOUD_EVENTS,
                    "Its input schema. `event-grid` has no place for `source` and extension"
                            + " attributes, which are left out, nor for binary data, which are"
                            + " refused.");
    static final Key<String> DOMAIN_TOPIC =
            Key.optional(
                    "domain-topic",
                    Kinds.text("1 to 128 characters", value -> value.matches("\\P{Cntrl}{1,128}")),
                    "Topic of a domain with `schema: event-grid`. With CloudEvents a domain goes by"
                            + " `source`.");
    static final Key<String> CHANNEL =
            Key.optional(
                    "channel",
                    Kinds.text(
                            "3 to 50 letters, digits or hyphens",
                            value -> value.matches("[a-zA-Z0-9-]{3,50}")),
                    "Channel of a partner namespace that routes by channel name.");

    static final Section SECTION =
            Section.of(
                    "A custom topic, a domain or a partner namespace (no topic of a namespace), under"
                            + " the name that sources and push routes give as `topic`. Their events go"
                            + " there and not to `upstream`.",
                    ENDPOINT,
                    Access.IDENTITY,
                    Access.KEY,
                    Access.TRUSTED_CERTIFICATES,
                    SCHEMA,
                    DOMAIN_TOPIC,
                    CHANNEL);

    /** Checks the bounds, and what belongs together. */
    public ClassicTopicSettings {
        domainTopic.ifPresent(DOMAIN_TOPIC::check);
        channel.ifPresent(CHANNEL::check);
        if (domainTopic.isPresent() && schema == Schema.CLOUD_EVENTS) {
            throw new IllegalArgumentException(
                    "has a domain-topic, which schema: cloud-events does not use; a domain goes by"
                            + " source");
        }
        if (channel.isPresent() && schema == Schema.EVENT_GRID) {
            throw new IllegalArgumentException("has a channel, which needs schema: cloud-events");
        }
    }

    /**
     * Returns where and how to publish.
     *
     * @return the target
     */
    public ClassicTarget target() {
        return new ClassicTarget(access.endpoint().resolve(PATH), schema, domainTopic, channel);
    }

    static ClassicTopicSettings from(Node node) {
        return node.make(() ->
                new ClassicTopicSettings(
                        new Access(
                                node.get(ENDPOINT).resolve("/"),
                                node.get(Access.IDENTITY),
                                node.find(Access.KEY),
                                node.find(Access.TRUSTED_CERTIFICATES)),
                        node.get(SCHEMA),
                        node.find(DOMAIN_TOPIC),
                        node.find(CHANNEL)));
    }
}
