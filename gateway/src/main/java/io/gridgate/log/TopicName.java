package io.gridgate.log;

import java.util.regex.Pattern;

/**
 * The name of a topic: 3 to 50 letters, digits and hyphens, as Event Grid allows for namespace
 * topics. Compared without regard to case by Azure, exactly here.
 *
 * @param value the name
 */
public record TopicName(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9-]{3,50}");

    /** Refuses a name that Azure would refuse. */
    public TopicName {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "topic name '" + value + "' must be 3 to 50 letters, digits or hyphens");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
