package io.gridgate.accept.push;

import io.gridgate.auth.PushCredential;

import java.util.OptionalInt;
import java.util.Set;

/**
 * One webhook for Event Grid.
 *
 * @param name its name in the path
 * @param credential what Event Grid must present
 * @param senders who may push
 * @param schemas the delivery schemas that are taken
 * @param handshake how a subscription is confirmed
 * @param ratePerMinute how many requests a minute are promised to a sender that asks; empty: any
 * @param destination where its deliveries go
 */
public record PushRoute(
        String name,
        PushCredential credential,
        ExpectedSenders senders,
        Set<Schema> schemas,
        Handshake handshake,
        OptionalInt ratePerMinute,
        PushDestination destination) {

    /** How an event subscription writes what it delivers. */
    public enum Schema {
        /** CloudEvents 1.0, structured or batched. */
        CLOUD_EVENTS,
        /** The Event Grid event schema. */
        EVENT_GRID
    }

    /** How a subscription is confirmed. */
    public enum Handshake {
        /** In the answer to the request that asks. */
        ANSWER,
        /** By a call to the address that the request names, for proxies that change answers. */
        CALLBACK
    }

    /** Copies the set. */
    public PushRoute {
        schemas = Set.copyOf(schemas);
        if (schemas.isEmpty()) {
            throw new IllegalArgumentException("a push route takes at least one schema");
        }
    }
}
