package io.gridgate.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads an event in binary mode: attributes from {@code ce-} headers, data from the body.
 *
 * <p>The attributes are written in the order of their names, so that the same event is the same
 * bytes however its headers travelled.
 *
 * <p>Source: CloudEvents HTTP protocol binding 1.0.2 §3.1.
 */
final class BinaryReader {

    static final String PREFIX = "ce-";

    private BinaryReader() {}

    static Decoded read(EventMessage message, EventForm form) {
        String contentType = message.contentType();
        if ((contentType == null || contentType.isBlank()) && message.body().length > 0) {
            return new Decoded.Malformed(Problem.ofMessage("CONTENT-TYPE is not provided"));
        }
        EventDraft draft = new EventDraft();
        for (String name : attributeHeaders(message)) {
            attribute(draft, name, message.headers().getOrDefault(name, ""));
        }
        if (draft.attributes().size() == 0) {
            return new Decoded.Malformed(noHeaders());
        }
        if (contentType != null && !contentType.isBlank()) {
            draft.add(AttributeNames.DATACONTENTTYPE, contentType.trim());
        }
        return new Decoded.Events(List.of(EventAssembly.assemble(draft, message.body(), form, 0)));
    }

    private static List<String> attributeHeaders(EventMessage message) {
        List<String> names = new ArrayList<>();
        for (String name : message.headers().keySet()) {
            if (name.startsWith(PREFIX)) {
                names.add(name);
            }
        }
        Collections.sort(names);
        return names;
    }

    private static void attribute(EventDraft draft, String headerName, String header) {
        String name = headerName.substring(PREFIX.length());
        if (name.equals(AttributeNames.DATACONTENTTYPE)) {
            draft.flaw(name, "must be given as Content-Type in binary mode");
            return;
        }
        try {
            String value = HeaderText.decode(header);
            if (name.equals(AttributeNames.TIME)) {
                String time = Timestamps.rfc3339(value, Timestamps.Writer.HEADER);
                value = time == null ? value : time;
            }
            draft.add(name, value);
        } catch (Refused refused) {
            draft.add(name, new AttributeRules.Undecodable(refused.reason()));
        }
    }

    private static Problem noHeaders() {
        return new Problem(
                AttributeNames.ID,
                "attribute is required: there are no ce- headers, and structured mode needs"
                        + " Content-Type application/cloudevents+json",
                0,
                null,
                null);
    }
}
