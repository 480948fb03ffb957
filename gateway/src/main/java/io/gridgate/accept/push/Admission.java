package io.gridgate.accept.push;

/** Whether a caller may use a push route. */
public sealed interface Admission {

    /**
     * It may.
     *
     * @param route the route
     */
    record Admitted(PushRoute route) implements Admission {}

    /** It may not, or there is no such route: one answer for both. */
    record Refused() implements Admission {}

    /** Nobody can tell right now: the keys of the token's issuer cannot be read. */
    record Unknown() implements Admission {}
}
