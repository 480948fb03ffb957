package io.gridgate.handlers.client;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.rw.CloudEventRWException;
import io.cloudevents.types.Time;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A CloudEvent that is its own JSON: one object in the CloudEvents JSON format, kept and sent on
 * byte for byte, read on first use.
 *
 * <p>The data are the exact slice of the JSON ({@code 1.10} stays {@code 1.10}), except that a JSON
 * string under a media type that is not JSON gives the text in UTF-8, and {@code data_base64} the
 * decoded bytes (CloudEvents JSON format 1.0.2 §3.1). An attribute is read when it is asked for, so
 * a wrong {@code time} does not spoil the rest; what cannot be read throws {@link
 * CloudEventRWException}.
 *
 * <p>Two are equal when their JSON is the same bytes. Safe to share between threads, provided
 * nobody writes into {@link #json()}.
 */
public final class JsonCloudEvent implements CloudEvent {

    private final byte[] json;
    // Filled on first use; two threads may both do so, with equal results.
    private volatile @Nullable ParsedEvent parsed;

    private JsonCloudEvent(byte[] json) {
        this.json = json;
    }

    /**
     * Wraps one CloudEvent without copying or reading it.
     *
     * @param json one object in the CloudEvents JSON format, in UTF-8; ownership passes to the
     *     event
     * @return the event
     */
    public static JsonCloudEvent of(byte[] json) {
        return new JsonCloudEvent(json);
    }

    /**
     * {@return the events of a batch, each over a copy of its JSON, in order}
     *
     * @param json an array in the CloudEvents JSON batch format, in UTF-8
     * @throws CloudEventRWException if it is no JSON array of objects
     */
    public static List<JsonCloudEvent> batch(byte[] json) {
        return Json.objects(json).stream().map(JsonCloudEvent::new).toList();
    }

    /**
     * Encodes any CloudEvent in the JSON format; one that is JSON already is returned as it is.
     *
     * <p>Data go in as they are where the media type is JSON (or none is given and they are JSON),
     * as a string where it is text in UTF-8, else in base64.
     *
     * @param event the event
     * @return the same event over its JSON
     * @throws IllegalArgumentException if the media type is JSON and the data are not
     */
    public static JsonCloudEvent from(CloudEvent event) {
        return event instanceof JsonCloudEvent same
                ? same
                : new JsonCloudEvent(JsonEventWriter.write(event));
    }

    /**
     * {@return this event with attributes set; data and all other attributes stay byte for byte}
     *
     * @param attributes by name; {@link String}, {@link Boolean}, {@link Integer}, or what has a
     *     text
     * @throws IllegalArgumentException if a name is none of an attribute
     * @throws CloudEventRWException if this event is no JSON object
     */
    public JsonCloudEvent with(Map<String, ?> attributes) {
        return new JsonCloudEvent(JsonEventEdit.with(json, attributes));
    }

    /**
     * {@return this event without its data; the attributes stay byte for byte}
     *
     * @throws CloudEventRWException if this event is no JSON object
     */
    public JsonCloudEvent withoutData() {
        return new JsonCloudEvent(JsonEventEdit.withoutData(json));
    }

    /**
     * {@return this event with other data; the attributes stay byte for byte} The data go in by the
     * event's {@code datacontenttype}, as {@link #from} says.
     *
     * @param data the bytes
     * @throws IllegalArgumentException if the media type is JSON and the data are not
     * @throws CloudEventRWException if this event is no JSON object
     */
    public JsonCloudEvent withData(byte[] data) {
        try {
            return new JsonCloudEvent(
                    DataMember.of(getDataContentType(), data)
                            .after(JsonEventEdit.withoutData(json)));
        } catch (IOException e) {
            throw CloudEventRWException.newOther(e);
        }
    }

    /**
     * {@return the event as one JSON object in UTF-8; the array is shared, callers must not write}
     */
    public byte[] json() {
        return json;
    }

    /**
     * {@return an attribute or extension as the text that stands in the JSON, or null where there
     * is none} In contrast to the typed methods this does not fail on a source that is no URI or a
     * time that is none.
     *
     * @param name the attribute name
     */
    public @Nullable String attributeText(String name) {
        Object value = parsed().attributes().get(name);
        return value == null ? null : value.toString();
    }

    @Override
    public SpecVersion getSpecVersion() {
        return SpecVersion.parse(required("specversion"));
    }

    @Override
    public String getId() {
        return required("id");
    }

    @Override
    public String getType() {
        return required("type");
    }

    @Override
    public URI getSource() {
        return uri("source", required("source"));
    }

    @Override
    public @Nullable String getDataContentType() {
        return attributeText("datacontenttype");
    }

    @Override
    public @Nullable URI getDataSchema() {
        String value = attributeText("dataschema");
        return value == null ? null : uri("dataschema", value);
    }

    @Override
    public @Nullable String getSubject() {
        return attributeText("subject");
    }

    @Override
    public @Nullable OffsetDateTime getTime() {
        String value = attributeText("time");
        return value == null ? null : Time.parseTime("time", value);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "specversion" -> getSpecVersion();
            case "id" -> getId();
            case "type" -> getType();
            case "source" -> getSource();
            case "datacontenttype" -> getDataContentType();
            case "dataschema" -> getDataSchema();
            case "subject" -> getSubject();
            case "time" -> getTime();
            default ->
                    throw new IllegalArgumentException(
                            "Spec version v1 doesn't have attribute named " + name);
        };
    }

    /** {@inheritDoc} Values are {@link String}, {@link Boolean}, or {@link Number}. */
    @Override
    public @Nullable Object getExtension(String name) {
        return isExtension(name) ? parsed().attributes().get(name) : null;
    }

    @Override
    public Set<String> getExtensionNames() {
        Set<String> names = new LinkedHashSet<>(parsed().attributes().keySet());
        names.removeIf(name -> !isExtension(name));
        return names;
    }

    @Override
    public @Nullable CloudEventData getData() {
        return parsed().data();
    }

    private static boolean isExtension(String name) {
        return !SpecVersion.V1.getAllAttributes().contains(name);
    }

    private String required(String name) {
        String value = attributeText(name);
        if (value == null) {
            throw CloudEventRWException.newOther("Missing mandatory attribute " + name);
        }
        return value;
    }

    private static URI uri(String name, String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw CloudEventRWException.newInvalidAttributeValue(name, value, e);
        }
    }

    private ParsedEvent parsed() {
        ParsedEvent current = parsed;
        if (current == null) {
            current = ParsedEvent.parse(json);
            parsed = current;
        }
        return current;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonCloudEvent that && Arrays.equals(json, that.json);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(json);
    }

    /** {@return source, id, type and size; no data, which may be private} */
    @Override
    public String toString() {
        try {
            return "JsonCloudEvent[%s %s %s, %d B]"
                    .formatted(
                            attributeText("source"),
                            attributeText("id"),
                            attributeText("type"),
                            json.length);
        } catch (CloudEventRWException e) {
            return "JsonCloudEvent[unreadable, " + json.length + " B]";
        }
    }
}
