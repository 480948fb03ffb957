package io.gridgate.handlers.client;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which endpoints and names a client takes. */
final class Endpoints {

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~-]{1,128}");
    private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    private Endpoints() {}

    /** Refuses what is no absolute URL, and {@code http} except to this machine where allowed. */
    static void check(URI endpoint, boolean insecureLoopback) {
        String scheme = endpoint.getScheme();
        if (scheme == null || endpoint.getHost() == null) {
            throw new IllegalArgumentException(
                    "endpoint must be a URL such as https://name.region-1.eventgrid.azure.net");
        }
        switch (scheme.toLowerCase(Locale.ROOT)) {
            case "https" -> {}
            case "http" -> {
                if (!insecureLoopback || !isLoopback(endpoint.getHost())) {
                    throw new IllegalArgumentException(
                            "endpoint "
                                    + endpoint
                                    + " is http: credentials would leave in clear. Use https, or"
                                    + " a key with allowInsecureLoopback() on this machine");
                }
            }
            default -> throw new IllegalArgumentException("endpoint must be an https URL");
        }
    }

    static boolean isHttps(URI endpoint) {
        return "https".equalsIgnoreCase(endpoint.getScheme());
    }

    static boolean isLoopback(@Nullable String host) {
        return host != null
                && (host.equalsIgnoreCase("localhost")
                        || IPV4_LOOPBACK.matcher(host).matches()
                        || host.equals("[::1]")
                        || host.equals("::1"));
    }

    /** Returns a name that may stand in a path as it is. */
    static String segment(String what, String name) {
        if (!SEGMENT.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    what + " name must be 1 to 128 letters, digits, '-', '.', '_' or '~'");
        }
        return name;
    }
}
