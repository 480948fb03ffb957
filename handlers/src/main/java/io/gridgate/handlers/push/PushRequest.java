package io.gridgate.handlers.push;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as a web server took it.
 *
 * @param method {@code POST} or {@code OPTIONS}
 * @param headers by name; names in any case
 * @param body the whole body, which the server bounds; Event Grid sends 1 MB at most
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record PushRequest(String method, Map<String, String> headers, byte[] body) {

    /** Puts the names of headers in lower case. */
    public PushRequest {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    /**
     * {@return a request whose headers have lists of values, as most servers give them; the first
     * counts}
     *
     * @param method {@code POST} or {@code OPTIONS}
     * @param headers by name; names in any case
     * @param body the whole body
     */
    public static PushRequest of(
            String method, Map<String, ? extends Collection<String>> headers, byte[] body) {
        Map<String, String> first = new TreeMap<>();
        headers.forEach((name, values) ->
                values.stream().findFirst().ifPresent(value -> first.put(name, value)));
        return new PushRequest(method, first, body);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
