package io.gridgate.log.embedded;

import java.util.UUID;

/**
 * The key by which an event is recognised, as {@link io.gridgate.log.DedupKeys} makes it.
 *
 * @param topic the topic's number
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
record DedupKey(int topic, long high, long low) {

    static DedupKey of(int topic, UUID key) {
        return new DedupKey(topic, key.getMostSignificantBits(), key.getLeastSignificantBits());
    }
}
