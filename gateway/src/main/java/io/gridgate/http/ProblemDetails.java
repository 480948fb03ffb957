package io.gridgate.http;

import java.util.Map;

/**
 * Problem details for paths that belong to no role, and the base for those of partner and admin
 * API.
 *
 * <p>Source: RFC 9457.
 */
public final class ProblemDetails implements ErrorEnvelope {

    /** The media type. */
    public static final String CONTENT_TYPE = "application/problem+json";

    /** Makes the envelope. */
    public ProblemDetails() {}

    @Override
    public Rendered render(HttpFailure failure, String trackingId) {
        JsonText json =
                new JsonText(256)
                        .raw("{\"type\":\"about:blank\",\"title\":")
                        .string(failure.code())
                        .raw(",\"status\":")
                        .raw(Integer.toString(failure.status()))
                        .raw(",\"detail\":")
                        .string(failure.reason())
                        .raw(",\"trackingId\":")
                        .string(trackingId)
                        .raw("}");
        return new Rendered(CONTENT_TYPE, Map.of(), json.toBytes());
    }
}
