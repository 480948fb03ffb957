package io.gridgate.handlers.client;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** What a media type says about how data go into the JSON format. */
final class DataContentType {

    private DataContentType() {}

    /**
     * Returns whether data of this type are JSON: subtype {@code json} or suffix {@code +json}; no
     * type means JSON (CloudEvents JSON format 1.0.2 §3.1).
     */
    static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        String type = mediaType(contentType);
        return type.endsWith("/json") || type.endsWith("+json");
    }

    /** Returns whether data of this type are text in UTF-8. */
    static boolean isUtf8Text(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("charset=");
        String charset = at < 0 ? "" : lower.substring(at + "charset=".length());
        return mediaType(contentType).startsWith("text/")
                && (charset.isEmpty() || charset.matches("\"?(utf-8|utf8|us-ascii)\"?\\s*(;.*)?"));
    }

    private static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.trim().toLowerCase(Locale.ROOT);
    }
}
