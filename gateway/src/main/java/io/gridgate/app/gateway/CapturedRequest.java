package io.gridgate.app.gateway;

import io.gridgate.event.EventMessage;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it stands in a file: request line, headers, an empty line, and the body byte for
 * byte. Lines end with CR LF or LF.
 *
 * @param target path and query of the request line
 * @param message headers and body
 */
public record CapturedRequest(String target, EventMessage message) {

    /**
     * Reads a request.
     *
     * @param bytes the file
     * @return the request
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public static CapturedRequest read(byte[] bytes) {
        int at = lineEnd(bytes, 0);
        String[] requestLine = line(bytes, 0, at).split(" ", 3);
        if (requestLine.length != 3 || !requestLine[2].startsWith("HTTP/")) {
            throw new IllegalArgumentException(
                    "the first line must be a request line such as POST /path HTTP/1.1");
        }
        Map<String, String> headers = new HashMap<>();
        for (int from = at + 1; ; from = at + 1) {
            at = lineEnd(bytes, from);
            String line = line(bytes, from, at);
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("'" + line + "' is no header");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = body(bytes, Math.min(at + 1, bytes.length), headers.get("content-length"));
        return new CapturedRequest(
                requestLine[1], new EventMessage(headers.get("content-type"), headers, body));
    }

    /** The length decides where the body ends, because editors add a line end to a file. */
    private static byte[] body(byte[] bytes, int from, @Nullable String length) {
        int rest = bytes.length - from;
        if (length == null) {
            return Arrays.copyOfRange(bytes, from, bytes.length);
        }
        if (!length.matches("[0-9]{1,9}") || Integer.parseInt(length) > rest) {
            throw new IllegalArgumentException(
                    "Content-Length is " + length + ", but there are " + rest + " bytes of body");
        }
        return Arrays.copyOfRange(bytes, from, from + Integer.parseInt(length));
    }

    private static int lineEnd(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static String line(byte[] bytes, int from, int end) {
        if (from > bytes.length) {
            return "";
        }
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
