package io.gridgate.http;

import jakarta.servlet.http.HttpServletResponse;

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
        response.setHeader("Content-Type", contentType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
