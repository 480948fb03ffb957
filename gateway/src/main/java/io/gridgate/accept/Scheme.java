package io.gridgate.accept;

import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventMessage;

import java.util.Optional;

/** How the requests of a kind of sender become events. Immutable, for any number of threads. */
public interface Scheme {

    /**
     * {@return whether a message is of a media type that this scheme reads}
     *
     * @param message the message
     */
    boolean reads(EventMessage message);

    /**
     * Answers a message that carries no event but asks whether somebody is there. It was
     * authenticated, and is of a media type that this scheme reads.
     *
     * @param message the message
     * @return the answer, empty where the message is no such question
     */
    default Optional<Handshake> handshake(EventMessage message) {
        return Optional.empty();
    }

    /**
     * Decodes a message that was authenticated.
     *
     * @param message the message; of a media type that this scheme reads
     * @return its events, or why there are none
     */
    Decoded decode(EventMessage message);

    /**
     * {@return 32 bytes that are equal when the sender repeats the same event}
     *
     * @param message the message that was decoded
     * @param event one of its events
     */
    byte[] contentHash(EventMessage message, Event event);
}
