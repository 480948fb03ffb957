package io.gridgate.http.namespace;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The parameters of a query string; names in any case. Made per request. */
final class QueryParameters {

    private static final int PARAMETERS_MAX = 32;

    /** Name, value, name, value. */
    private final List<String> pairs = new ArrayList<>(6);

    private QueryParameters() {}

    static QueryParameters parse(@Nullable String query) {
        QueryParameters parameters = new QueryParameters();
        int at = 0;
        while (query != null && at < query.length()) {
            int end = query.indexOf('&', at);
            if (end < 0) {
                end = query.length();
            }
            int equals = query.indexOf('=', at);
            if (equals < 0 || equals > end) {
                equals = end;
            }
            parameters.add(
                    query.substring(at, equals), query.substring(Math.min(equals + 1, end), end));
            at = end + 1;
        }
        return parameters;
    }

    /** Returns the decoded value, or null where there is none; refuses a repeated parameter. */
    @Nullable String get(String name) {
        String found = null;
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equalsIgnoreCase(name)) {
                if (found != null) {
                    throw NamespaceFailures.badRequest(
                            "The query parameter " + name + " is given more than once.");
                }
                found = pairs.get(i + 1);
            }
        }
        return found;
    }

    private void add(String name, String value) {
        if (name.isEmpty()) {
            return;
        }
        if (pairs.size() >= 2 * PARAMETERS_MAX) {
            throw NamespaceFailures.badRequest("There are too many query parameters.");
        }
        pairs.add(decode(name));
        pairs.add(decode(value));
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw NamespaceFailures.badRequest("The query string is not well encoded.");
        }
    }
}
