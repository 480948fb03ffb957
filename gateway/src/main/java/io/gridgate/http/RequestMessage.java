package io.gridgate.http;

import io.gridgate.event.EventMessage;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Takes a request out of the server's hands. */
public final class RequestMessage {

    private RequestMessage() {}

    /**
     * {@return the message that a request is}
     *
     * @param request the request
     * @param body its body, read already
     */
    public static EventMessage of(HttpServletRequest request, byte[] body) {
        // The server's own getContentType() throws on a charset that it does not know.
        return new EventMessage(request.getHeader("Content-Type"), headers(request), body);
    }

    /**
     * {@return path and query as they stand in the request line}
     *
     * @param request the request
     */
    public static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    /**
     * {@return the headers by lower-case name; of a repeated header the last value}
     *
     * @param request the request
     */
    public static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            Enumeration<String> values = request.getHeaders(name);
            while (values.hasMoreElements()) {
                headers.put(name.toLowerCase(Locale.ROOT), values.nextElement());
            }
        }
        return headers;
    }
}
