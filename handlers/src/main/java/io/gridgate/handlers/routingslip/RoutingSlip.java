package io.gridgate.handlers.routingslip;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.client.JsonCloudEvent;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts an event on a way of several steps.
 *
 * <p>A step is an event type, so that event subscriptions and routers find its service as they find
 * any other. The event keeps its data, {@code source} and all attributes byte for byte, except
 * these: {@code type} asks for the step that is next, {@code type.undo} for the way back through
 * it; {@code id} is the first one's and the number of the hop, so that an event which is published
 * twice is known by its id; {@code correlationid} is the first one's id, unless it has one, and
 * {@code causationid} the id of the event before. The extension {@code routingslip} holds the slip,
 * {@code slipfailure} why the way back was taken.
 */
public final class RoutingSlip {

    static final String SLIP = "routingslip";
    static final String FAILURE = "slipfailure";
    private static final String CORRELATION = "correlationid";
    private static final String CAUSATION = "causationid";
    private static final int REASON_CHARS_MAX = 500;

    private RoutingSlip() {}

    /**
     * {@return the event that asks for the first step}
     *
     * @param event what goes the way; its type is replaced
     * @param undone the type of the event that says, at the end of the way back, that all was
     *     undone
     * @param steps the types of the steps, 1 to 50
     */
    public static JsonCloudEvent start(CloudEvent event, String undone, List<String> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a slip has one step at least");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("type", steps.getFirst());
        attributes.put(SLIP, new Slip(0, undone, List.of(), steps, false).text());
        if (event.getExtension(CORRELATION) == null) {
            attributes.put(CORRELATION, event.getId());
        }
        return JsonCloudEvent.from(event).with(attributes);
    }

    /** Reads the slip of an event; what is wrong with it is in the exception, for a rejection. */
    static Slip of(CloudEvent event) {
        Object text = event.getExtension(SLIP);
        if (text == null) {
            throw new IllegalArgumentException("it has no routingslip");
        }
        Slip slip = Slip.parse(text.toString());
        if (!event.getType().equals(slip.type().orElse(""))) {
            throw new IllegalArgumentException("its type is not the one that its routingslip says");
        }
        if (slip.hop() > 0 && !event.getId().endsWith("/" + slip.hop())) {
            throw new IllegalArgumentException("its id is not the one that its routingslip says");
        }
        return slip;
    }

    /** Returns the event that goes on; the slip says that one does. */
    static JsonCloudEvent next(
            CloudEvent event, Slip before, Slip after, @Nullable String failure) {
        String id = event.getId();
        String first = before.hop() == 0 ? id : id.substring(0, id.lastIndexOf('/'));
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("id", first + "/" + after.hop());
        attributes.put("type", after.type().orElseThrow());
        attributes.put(CAUSATION, id);
        attributes.put(SLIP, after.text());
        if (failure != null) {
            attributes.put(FAILURE, cut(failure));
        }
        return JsonCloudEvent.from(event).with(attributes);
    }

    /** A control character has no place in an attribute. */
    private static String cut(String reason) {
        String text = reason.replaceAll("\\p{Cntrl}", " ");
        return text.length() <= REASON_CHARS_MAX ? text : text.substring(0, REASON_CHARS_MAX);
    }
}
