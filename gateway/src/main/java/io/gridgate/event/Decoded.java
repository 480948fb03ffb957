package io.gridgate.event;

import java.util.List;

/** What a decoder made of a message: events, each checked on its own, or nothing at all. */
public sealed interface Decoded {

    /**
     * The message could be read.
     *
     * @param items what became of each event, in the order they came; a batch may be empty
     */
    record Events(List<Item> items) implements Decoded {

        /** Copies the list. */
        public Events {
            items = List.copyOf(items);
        }
    }

    /**
     * The message as a whole is unusable: broken JSON, an unknown format, no content type.
     *
     * @param problem the reason
     */
    record Malformed(Problem problem) implements Decoded {}
}
