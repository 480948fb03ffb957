package io.gridgate.accept.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.gridgate.accept.ContentHash;
import io.gridgate.accept.Scheme;
import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventBuilder;
import io.gridgate.event.EventMessage;
import io.gridgate.event.Item;
import io.gridgate.event.Problem;
import io.gridgate.log.EventLog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Deliveries that become CloudEvents by a mapping: JSON, whose bytes stay as they are, or a form,
 * which becomes a JSON object.
 */
public final class MappedScheme implements Scheme {

    private final Mappings mappings;
    private final Options options;
    private final PointerTree pointers;
    private final InstantSource clock;

    /**
     * What a scheme reads besides the mapping.
     *
     * @param mediaTypes media types of JSON payloads, in lower case
     * @param forms whether forms are read, too
     * @param repeat what makes a repeat
     * @param events JSON Pointer of the array with one event in each element; null where the
     *     payload is one event
     */
    public record Options(
            Set<String> mediaTypes, boolean forms, Repeat repeat, @Nullable String events) {

        /** JSON, one event in a payload, which must be equal in a repeat. */
        public static final Options JSON =
                new Options(Set.of("application/json"), false, Repeat.SAME_PAYLOAD, null);

        /** Copies the set. */
        public Options {
            mediaTypes = Set.copyOf(mediaTypes);
        }
    }

    /**
     * Makes the scheme.
     *
     * @param mappings which value becomes which attribute
     * @param options what else there is to know
     * @param clock gives the time of events whose payload has none
     */
    public MappedScheme(Mappings mappings, Options options, InstantSource clock) {
        this.mappings = mappings;
        this.options = options;
        this.clock = clock;
        this.pointers = PointerTree.of(mappings.pointers());
    }

    @Override
    public boolean reads(EventMessage message) {
        String type = Payload.mediaType(message);
        return options.mediaTypes().contains(type)
                || (options.forms() && type.equals(Payload.FORM));
    }

    @Override
    public Decoded decode(EventMessage message) {
        try {
            Optional<byte[]> payload = Payload.of(message);
            if (payload.isEmpty()) {
                return malformed("the form cannot be read");
            }
            List<Item> items = new ArrayList<>();
            Map<String, Integer> ids = new HashMap<>();
            for (byte[] each : events(payload.get())) {
                Delivery delivery =
                        new Delivery(message.headers(), each, JsonFields.read(each, pointers));
                items.add(item(delivery, items.size(), ids));
            }
            return new Decoded.Events(items);
        } catch (JsonProcessingException e) {
            return malformed("the payload is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return malformed("the payload is not JSON in UTF-8");
        } catch (IllegalArgumentException e) {
            return malformed(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public byte[] contentHash(EventMessage message, Event event) {
        return switch (options.repeat()) {
            case SAME_PAYLOAD -> ContentHash.of(Payload.of(message).orElseGet(message::body));
            case SAME_ID -> ContentHash.of(event.key().id().getBytes(StandardCharsets.UTF_8));
        };
    }

    private List<byte[]> events(byte[] payload) throws IOException {
        String events = options.events();
        if (events == null) {
            return List.of(payload);
        }
        byte[] array =
                events.isEmpty()
                        ? payload
                        : JsonFields.read(payload, PointerTree.of(Set.of(events)))
                                .bytes(events)
                                .orElseThrow(() ->
                                        new IllegalArgumentException("nothing is at " + events));
        return JsonFields.elements(array, EventLog.BATCH_MAX)
                .orElseThrow(() ->
                        new IllegalArgumentException("no array of events is at '" + events + "'"));
    }

    private Item item(Delivery delivery, int index, Map<String, Integer> ids) {
        Mapping mapping = mappings.of(delivery);
        EventBuilder builder = new EventBuilder();
        for (Required each :
                List.of(
                        new Required("id", mapping.id()),
                        new Required("source", mapping.source()),
                        new Required("type", mapping.type()))) {
            Optional<String> value = each.expression().text(delivery);
            if (value.isEmpty() || AttributeValues.string(value.get()).isEmpty()) {
                return missing(each, index);
            }
            builder.attribute(
                    each.name(), each.name().equals("id") ? unlike(value.get(), ids) : value.get());
        }
        Optional<byte[]> data =
                mapping.data().isEmpty()
                        ? Optional.of(delivery.payload())
                        : delivery.fields().bytes(mapping.data());
        String time =
                mapping.time()
                        .text(delivery)
                        .flatMap(TimeValues::read)
                        .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        builder.attribute(
                        "subject",
                        mapping.subject()
                                .text(delivery)
                                .flatMap(AttributeValues::string)
                                .orElse(null))
                .attribute("time", time);
        data.ifPresent(
                bytes -> builder.attribute("datacontenttype", "application/json").data(bytes));
        return builder.build();
    }

    /**
     * Tells events of one delivery apart that have one id between them: the second gets {@code .1}.
     */
    private static String unlike(String id, Map<String, Integer> ids) {
        int before = ids.merge(id, 1, Integer::sum) - 1;
        return before == 0 ? id : id + "." + before;
    }

    private record Required(String name, Expression expression) {}

    private static Item missing(Required attribute, int index) {
        Set<String> places = new TreeSet<>(attribute.expression().pointers());
        String reason =
                places.isEmpty()
                        ? "has no value: a header that it is made of is missing"
                        : "has no value: nothing usable is at " + String.join(", ", places);
        return new Item.Invalid(new Problem(attribute.name(), reason, index, null, null));
    }

    private static Decoded malformed(String reason) {
        return new Decoded.Malformed(new Problem("", reason, 0, null, null));
    }
}
