package io.gridgate.auth;

/** What a gate says of a caller. The caller itself is told no more than yes or no. */
public sealed interface Admission {

    /**
     * In.
     *
     * @param secret the name of the secret that let it in
     */
    record Admitted(String secret) implements Admission {}

    /**
     * Not in.
     *
     * @param reason why, for operators only
     */
    record Refused(Reason reason) implements Admission {}

    /** Why somebody is not let in. */
    enum Reason {
        /** There is no such partner or source. */
        NO_SUCH_SOURCE("there is no such source"),
        /** There is nothing where key or signature should stand. */
        NOTHING_PRESENTED("the request carries no key or signature where this source expects it"),
        /** There is something that cannot be a signature. */
        UNREADABLE("the signature, or what it must cover, cannot be read"),
        /** The signature's time is too far from now. */
        OUTSIDE_WINDOW("the signed time is too far from now"),
        /** The secret is right, but not at this time. */
        SECRET_NOT_LIVE("the secret counts not yet, or no more"),
        /** The token is good, but does not have the role that the source asks for. */
        ROLE_MISSING("the token does not have the role that this source asks for"),
        /** The keys of the token's issuer cannot be had, so nobody can tell; later, one can. */
        ISSUER_UNREACHABLE("the keys of the token's issuer cannot be had right now"),
        /** None of the secrets fits. */
        NO_MATCH("no secret of this source fits");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** {@return the reason as a sentence without a full stop} */
        public String text() {
            return text;
        }
    }

    /** {@return whether the caller is in} */
    default boolean admitted() {
        return this instanceof Admitted;
    }
}
