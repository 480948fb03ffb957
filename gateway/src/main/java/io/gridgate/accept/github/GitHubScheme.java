package io.gridgate.accept.github;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.gridgate.accept.ContentHash;
import io.gridgate.accept.Scheme;
import io.gridgate.accept.mapping.AttributeValues;
import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventBuilder;
import io.gridgate.event.EventMessage;
import io.gridgate.event.Item;
import io.gridgate.event.Problem;

import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * GitHub webhooks, sent as JSON or as a form. The payload becomes {@code data} byte for byte.
 *
 * <p>The id is {@code X-GitHub-Delivery}, as the CloudEvents adapter document has it, and stays the
 * same when GitHub delivers again. GitHub does not sign that header, so the content hash covers
 * what it does sign, the raw body, and nothing else: a redelivery is a duplicate although its
 * {@code time} may differ, and a known id on another body is a conflict.
 */
public final class GitHubScheme implements Scheme {

    private static final Pattern EVENT_NAME = Pattern.compile("[a-z0-9_]{1,64}");
    private static final Pattern DELIVERY_ID = Pattern.compile("[!-~]{1,128}");
    private static final String SOURCE_OF_LAST_RESORT = "https://github.com";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final InstantSource clock;

    /**
     * Makes the scheme.
     *
     * @param clock gives the time of events whose payload has none
     */
    public GitHubScheme(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean reads(EventMessage message) {
        String type = mediaType(message);
        return type.equals("application/json") || type.equals(FORM);
    }

    @Override
    public Decoded decode(EventMessage message) {
        String event = message.headers().getOrDefault("x-github-event", "");
        if (!EVENT_NAME.matcher(event).matches()) {
            return malformed("the header X-GitHub-Event must name the event");
        }
        String delivery = message.headers().getOrDefault("x-github-delivery", "");
        if (!DELIVERY_ID.matcher(delivery).matches()) {
            return malformed("the header X-GitHub-Delivery must carry the delivery id");
        }
        Optional<byte[]> payload = payload(message);
        if (payload.isEmpty()) {
            return malformed("the form has no readable field `payload`");
        }
        try {
            PayloadFields fields = PayloadFields.read(payload.get());
            return new Decoded.Events(List.of(map(event, delivery, fields, payload.get())));
        } catch (JsonProcessingException e) {
            return malformed("the payload is not a JSON object: " + e.getOriginalMessage());
        } catch (IOException e) {
            return malformed("the payload is not JSON in UTF-8");
        }
    }

    @Override
    public byte[] contentHash(EventMessage message, Event event) {
        return ContentHash.of(message.body());
    }

    private Item map(String event, String delivery, PayloadFields fields, byte[] payload) {
        AttributeRule rule = AttributeRule.of(event);
        Optional<String> qualifier = fields.text(rule.qualifier()).flatMap(AttributeValues::string);
        String source =
                fields.texts(rule.sources())
                        .flatMap(text -> AttributeValues.url(text).stream())
                        .findFirst()
                        .orElse(SOURCE_OF_LAST_RESORT);
        Optional<String> subject =
                fields.texts(rule.subject().stream())
                        .flatMap(text -> AttributeValues.string(text).stream())
                        .findFirst();
        String time =
                fields.texts(rule.time().stream())
                        .flatMap(text -> AttributeValues.time(text).stream())
                        .findFirst()
                        .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        return new EventBuilder()
                .attribute("id", delivery)
                .attribute("source", source)
                .attribute("type", "com.github." + event + qualifier.map(q -> "." + q).orElse(""))
                .attribute("subject", subject.orElse(null))
                .attribute("time", time)
                .attribute("datacontenttype", "application/json")
                .data(payload)
                .build();
    }

    private static Optional<byte[]> payload(EventMessage message) {
        if (!mediaType(message).equals(FORM)) {
            return Optional.of(message.body());
        }
        try {
            return FormBody.field(message.body(), "payload");
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String mediaType(EventMessage message) {
        String type = message.contentType() == null ? "" : message.contentType();
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Decoded malformed(String reason) {
        return new Decoded.Malformed(new Problem("", reason, 0, null, null));
    }
}
