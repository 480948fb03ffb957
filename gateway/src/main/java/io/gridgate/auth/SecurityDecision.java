package io.gridgate.auth;

import java.util.List;

/** Something that was allowed or refused, for those who answer for it. Holds no secret, no data. */
public sealed interface SecurityDecision {

    /** What a caller wants at a partner's door. */
    enum Action {
        /** To publish events. */
        PUBLISH,
        /** To read where an event is. */
        STATUS
    }

    /**
     * A caller was let in.
     *
     * @param caller who
     * @param action for what
     * @param secret the name of the secret that let it in
     */
    record Admitted(Caller caller, Action action, String secret) implements SecurityDecision {}

    /**
     * A caller was not let in.
     *
     * @param caller who
     * @param action for what
     * @param reason why not; the caller is not told
     */
    record Refused(Caller caller, Action action, Admission.Reason reason)
            implements SecurityDecision {}

    /**
     * Events of a request were not taken, because their source may not publish them.
     *
     * @param caller who sent them
     * @param events how many
     * @param attribute the attribute of the first of them that its source may not use
     * @param type the type of the first
     * @param source the source of the first
     * @param id the id of the first
     */
    record Forbidden(
            Caller caller, int events, String attribute, String type, String source, String id)
            implements SecurityDecision {}

    /**
     * An operator called the admin API.
     *
     * @param remote the address of the caller
     * @param method the HTTP method
     * @param path the path
     * @param admitted whether the key was right
     */
    record Administered(String remote, String method, String path, boolean admitted)
            implements SecurityDecision {}

    /**
     * An operator made, ended or revoked a key.
     *
     * @param change what happened
     * @param partner the partner that the key is of
     * @param source its source, empty for a status key of the partner
     * @param key the name of the key
     * @param user the user of the machine who did it
     */
    record KeyChanged(Change change, String partner, String source, String key, String user)
            implements SecurityDecision {

        /** What can happen to a key. */
        public enum Change {
            /** It was made. */
            MADE,
            /** It got an end. */
            EXPIRED,
            /** It counts no more. */
            REVOKED
        }
    }

    /**
     * The keys or secrets of a source, or the status keys of a partner, are others from now on.
     *
     * @param partner the partner
     * @param source the source, empty for the status keys of the partner
     * @param added names of those that were added or changed
     * @param removed names of those that do not count any more
     */
    record SecretsChanged(String partner, String source, List<String> added, List<String> removed)
            implements SecurityDecision {
        /** Copies the lists. */
        public SecretsChanged {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }
}
