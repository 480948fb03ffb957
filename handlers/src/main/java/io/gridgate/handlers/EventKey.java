package io.gridgate.handlers;

import io.cloudevents.CloudEvent;

import org.jspecify.annotations.Nullable;

/** Says which events belong together, so that a worker can handle those of a key in turn. */
@FunctionalInterface
public interface EventKey {

    /**
     * {@return the key of an event; null where it has none and may be handled beside all others}
     *
     * @param event the event
     */
    @Nullable String of(CloudEvent event);

    /** {@return the key that the extension {@code partitionkey} carries} */
    static EventKey partitionKey() {
        return event -> {
            Object key = event.getExtension("partitionkey");
            return key == null ? null : key.toString();
        };
    }

    /** {@return the {@code subject} as key} */
    static EventKey subject() {
        return CloudEvent::getSubject;
    }
}
