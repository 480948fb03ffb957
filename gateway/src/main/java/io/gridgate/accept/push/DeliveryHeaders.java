package io.gridgate.accept.push;

import io.gridgate.accept.SourceLimits;
import io.gridgate.event.Event;
import io.gridgate.event.EventExtensions;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The {@code aeg-} headers of a delivery, kept on its events as extension attributes: the name
 * without hyphens, so that {@code aeg-delivery-count: 1} becomes {@code "aegdeliverycount":"1"}. A
 * value that cannot be an attribute, or is longer than {@value #VALUE_MAX} characters, is left out.
 *
 * <p>Source: "Event delivery headers", Microsoft Learn.
 *
 * @param attributes values by attribute name
 */
record DeliveryHeaders(Map<String, String> attributes) {

    private static final String PREFIX = "aeg-";
    private static final int COUNT_MAX = 16;
    private static final int VALUE_MAX = 256;

    /** Keys, and what says nothing about an event that was delivered. */
    private static final Set<String> LEFT_OUT =
            Set.of("aeg-event-type", "aeg-sas-key", "aeg-sas-token");

    static DeliveryHeaders of(Map<String, String> headers) {
        Map<String, String> attributes = new TreeMap<>();
        headers.forEach((name, value) -> {
            if (name.startsWith(PREFIX)
                    && !LEFT_OUT.contains(name)
                    && attributes.size() < COUNT_MAX
                    && value.matches("[ -~]{1," + VALUE_MAX + "}")) {
                String attribute = name.replace("-", "");
                if (attribute.matches("[a-z0-9]{1,40}")) {
                    attributes.put(attribute, value);
                }
            }
        });
        return new DeliveryHeaders(attributes);
    }

    /** Returns the event with these attributes; as it is where they would make it too large. */
    Event keptOn(Event event) {
        if (attributes.isEmpty()) {
            return event;
        }
        Event kept = EventExtensions.with(event, attributes);
        return kept.json().length <= SourceLimits.EVENT_BYTES_MAX ? kept : event;
    }
}
