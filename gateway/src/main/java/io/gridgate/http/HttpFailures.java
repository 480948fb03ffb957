package io.gridgate.http;

/** The failures that every role answers alike; part of the error catalogue. */
public final class HttpFailures {

    private HttpFailures() {}

    /**
     * {@return 413 for a body over the limit}
     *
     * @param bytesMax the limit
     */
    public static HttpFailure bodyTooLarge(long bytesMax) {
        return new HttpFailure(
                413, "PayloadTooLarge", "The request body is larger than " + bytesMax + " bytes.");
    }

    /** {@return 408 for a body that came too slowly} */
    public static HttpFailure bodyTooSlow() {
        return new HttpFailure(
                        408,
                        "RequestTimeout",
                        "The request body did not arrive in time; try again.")
                .closing();
    }

    /** {@return 404 for a path that no role serves} */
    public static HttpFailure noSuchRoute() {
        return new HttpFailure(404, "NotFound", "There is nothing at this path.");
    }

    /**
     * {@return 405}
     *
     * @param allowed the methods that the path allows
     */
    public static HttpFailure methodNotAllowed(String allowed) {
        return new HttpFailure(
                        405,
                        "MethodNotAllowed",
                        "This path does not allow the method; allowed: " + allowed + ".")
                .with("Allow", allowed);
    }

    /**
     * {@return 503}
     *
     * @param message what is full or stopping
     */
    public static HttpFailure unavailable(String message) {
        return new HttpFailure(503, "ServiceUnavailable", message).with("Retry-After", "1");
    }

    /** {@return 500: a bug} What broke is in the log under the tracking id, not in the answer. */
    public static HttpFailure internal() {
        return new HttpFailure(
                500, "InternalServerError", "Something broke here; quote the tracking id.");
    }
}
