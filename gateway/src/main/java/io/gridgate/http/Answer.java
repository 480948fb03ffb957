package io.gridgate.http;

import jakarta.servlet.http.HttpServletResponse;

import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpHeader;

import java.io.IOException;

/** Writes complete answers of known length. */
public final class Answer {

    private Answer() {}

    /**
     * Writes status 200 and a body.
     *
     * @param response the response
     * @param contentType the Content-Type
     * @param body the whole body
     * @throws IOException if the caller is gone
     */
    public static void ok(HttpServletResponse response, String contentType, byte[] body)
            throws IOException {
        write(response, 200, contentType, body);
    }

    /**
     * Writes a status and a body.
     *
     * @param response the response
     * @param status the status
     * @param contentType the Content-Type
     * @param body the whole body
     * @throws IOException if the caller is gone
     */
    public static void write(
            HttpServletResponse response, int status, String contentType, byte[] body)
            throws IOException {
        response.setStatus(status);
        contentType(response, contentType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Sets the header to the letter; the servlet layer would drop the space before charset. */
    private static void contentType(HttpServletResponse response, String contentType) {
        ServletContextResponse.getServletContextResponse(response)
                .getWrapped()
                .getHeaders()
                .put(HttpHeader.CONTENT_TYPE, contentType);
    }
}
