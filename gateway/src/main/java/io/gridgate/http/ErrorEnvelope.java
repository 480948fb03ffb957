package io.gridgate.http;

import java.util.Map;

/** Turns a failure into the body that the clients of a role expect. Safe for use by all threads. */
public interface ErrorEnvelope {

    /**
     * Renders a failure.
     *
     * @param failure the failure
     * @param trackingId an upper-case GUID that also stands in the log where the failure is logged
     * @return the answer, headers of the failure itself not included
     */
    Rendered render(HttpFailure failure, String trackingId);

    /**
     * A failure as it goes over the wire.
     *
     * @param contentType the Content-Type
     * @param headers headers on top of those of the failure itself
     * @param body the body; ownership passes to the caller
     */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Rendered(String contentType, Map<String, String> headers, byte[] body) {}
}
