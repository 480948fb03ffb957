package io.gridgate.http;

import jakarta.servlet.http.HttpServletRequest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Tells which address a request comes from, through the proxies in front that add to {@code
 * X-Forwarded-For}. What stands further left in that header was written by the client, and is not
 * believed.
 *
 * @param proxies how many such proxies every request passes, 0 to {@value #PROXIES_MAX}
 */
public record ClientAddress(int proxies) {

    /** Most proxies. */
    public static final int PROXIES_MAX = 10;

    /** The peer of the connection. */
    public static final ClientAddress PEER = new ClientAddress(0);

    private static final int LENGTH_MAX = 64;

    /** Checks the bound. */
    public ClientAddress {
        if (proxies < 0 || proxies > PROXIES_MAX) {
            throw new IllegalArgumentException("proxies: 0 to " + PROXIES_MAX + ": " + proxies);
        }
    }

    /**
     * {@return the address of the client; that of the peer where a proxy seems to be missing}
     *
     * @param request the request
     */
    public String of(HttpServletRequest request) {
        if (proxies == 0) {
            return request.getRemoteAddr();
        }
        List<String> forwarded = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
            for (String address : header.split(",", -1)) {
                forwarded.add(address.strip());
            }
        }
        if (forwarded.size() < proxies) {
            return request.getRemoteAddr();
        }
        String address = forwarded.get(forwarded.size() - proxies);
        return address.substring(0, Math.min(address.length(), LENGTH_MAX));
    }
}
