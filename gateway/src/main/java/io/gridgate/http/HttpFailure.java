package io.gridgate.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is not served, with everything the answer needs. Thrown by handlers; the server
 * renders it in the envelope of the role that owns the path.
 *
 * <p>An expected outcome: it carries no stack trace and is not logged.
 */
public final class HttpFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    /**
     * Makes a failure.
     *
     * @param status the HTTP status, 400 to 599
     * @param code the short name of the failure in the catalogue
     * @param message what is wrong and what is allowed, for the caller; holds no secret
     */
    public HttpFailure(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    private HttpFailure(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    /**
     * {@return the same failure with one more response header}
     *
     * @param name the header's name
     * @param value its value
     */
    public HttpFailure with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpFailure(status, code, reason(), more);
    }

    /** {@return the same failure, after which the server closes the connection} */
    public HttpFailure closing() {
        return with("Connection", "close");
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    /** {@return the short name of the failure} */
    public String code() {
        return code;
    }

    /** {@return the message, never null} */
    public String reason() {
        String message = getMessage();
        return message == null ? code : message;
    }

    /** {@return the response headers that belong to the failure} */
    public Map<String, String> headers() {
        return headers;
    }
}
