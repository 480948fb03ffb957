package io.gridgate.http;

import io.javalin.config.RoutesConfig;

import java.util.Optional;

/** What one role serves. Several of them share one {@link HttpServer}. */
public interface Routes {

    /**
     * Adds the handlers of this role.
     *
     * @param routes where to add them
     */
    void register(RoutesConfig routes);

    /**
     * Tells whether a path belongs to this role, served or not; decides the envelope of errors.
     *
     * @param path the request path, beginning with a slash
     * @return whether it is this role's
     */
    boolean owns(String path);

    /** {@return the envelope in which failures on this role's paths are answered} */
    ErrorEnvelope errors();

    /**
     * {@return the class path resource that describes this role's paths in OpenAPI 3.1, as JSON;
     * the server merges the descriptions of all roles}
     */
    default Optional<String> openApiResource() {
        return Optional.empty();
    }

    /** Tells the role that the server stops: calls that wait for something must return now. */
    default void stopping() {}
}
