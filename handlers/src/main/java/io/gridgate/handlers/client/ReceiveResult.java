package io.gridgate.handlers.client;

import java.util.List;

/**
 * What one receive brought.
 *
 * @param details the events with their lock tokens, in the order of the answer; may be empty
 */
public record ReceiveResult(List<ReceiveDetails> details) {

    /** Keeps a copy of the list. */
    public ReceiveResult {
        details = List.copyOf(details);
    }
}
