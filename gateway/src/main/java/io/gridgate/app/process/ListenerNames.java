package io.gridgate.app.process;

import java.util.List;
import java.util.Set;

/** How a bound address is written in URLs and certificates. */
public final class ListenerNames {

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

    private ListenerNames() {}

    /**
     * Returns the host for a URL.
     *
     * @param host the address that is bound
     * @return the same, in brackets where it is of IPv6; the loopback address where the server
     *     listens everywhere
     */
    public static String urlHost(String host) {
        if (EVERYWHERE.contains(host)) {
            return "127.0.0.1";
        }
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** Returns the names that a certificate needs beside the local ones. */
    static List<String> certificateNames(String host) {
        return EVERYWHERE.contains(host) ? List.of() : List.of(host.replaceAll("[\\[\\]]", ""));
    }
}
