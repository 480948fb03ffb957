package io.gridgate.auth;

import java.util.Map;

/**
 * How a kind of sender signs: what it signs, and where the signature stands. The whole difference
 * between one vendor and the next; the checking is the same for all and in {@link
 * SignatureCredential}. Implementations are immutable and for any number of threads.
 */
public interface Signing {

    /**
     * Makes a key of a secret as the sender's screens show it.
     *
     * @param secret the secret
     * @return the key
     * @throws IllegalArgumentException if it cannot be a secret of this kind of sender; the message
     *     says what would be right and does not show it
     */
    SigningKey key(Secret secret);

    /**
     * Reads what a request says of its signature. Never throws because of what is in the request.
     *
     * @param presented the request
     * @return what was signed, and the signatures
     */
    SignedRequest read(Presented presented);

    /** {@return whether a time is part of what is signed, so that old requests can be refused} */
    default boolean signsTime() {
        return false;
    }

    /** {@return how many contents {@link #read} gives at most} */
    default int contentsMax() {
        return 1;
    }

    /** {@return work that {@link #read} itself does, which a refusal must not save} */
    default Map<Work, Integer> work() {
        return Map.of();
    }
}
