package io.gridgate.log;

import java.util.regex.Pattern;

/**
 * The full name of an event subscription: its topic and its own name of 3 to 50 letters, digits and
 * hyphens.
 *
 * @param topic the topic it subscribes to
 * @param value its own name, unique within the topic
 */
public record SubscriptionName(TopicName topic, String value) {

    private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9-]{3,50}");

    /** Refuses a name that Azure would refuse. */
    public SubscriptionName {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "event subscription name '"
                            + value
                            + "' must be 3 to 50 letters, digits or hyphens");
        }
    }

    @Override
    public String toString() {
        return topic + "/" + value;
    }
}
