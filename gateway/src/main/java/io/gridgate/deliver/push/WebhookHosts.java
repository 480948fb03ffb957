package io.gridgate.deliver.push;

import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which hosts and addresses webhooks may have: any public address by {@code https}, this machine by
 * a loopback name, and the hosts that the operator names, wherever they lead. So neither a typing
 * error nor the owner of a host's DNS entry makes requests go about in the private network.
 * Immutable.
 */
public final class WebhookHosts {

    private final Set<String> privateHosts;

    /**
     * Makes the rules.
     *
     * @param privateHosts host names and literal addresses that may be private and {@code http}
     */
    public WebhookHosts(Collection<String> privateHosts) {
        this.privateHosts =
                privateHosts.stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Refuses an endpoint that could never be called.
     *
     * @param endpoint an {@code http} or {@code https} URL with a host
     * @throws IllegalArgumentException with what would be right
     */
    public void check(URI endpoint) {
        String host = host(endpoint);
        boolean secure = "https".equalsIgnoreCase(endpoint.getScheme());
        if (!secure && !isThisMachine(host) && !privateHosts.contains(host)) {
            throw new IllegalArgumentException(
                    "http goes only to this machine and to hosts of push.private-hosts; use https"
                            + " or add '%s' there".formatted(host));
        }
        if (isLiteral(host) && !allows(host, InetAddress.ofLiteral(unbracketed(host)))) {
            throw new IllegalArgumentException(
                    "'%s' is no public address; add it to push.private-hosts if it is meant"
                            .formatted(host));
        }
    }

    /**
     * {@return those addresses of a host that may be called}
     *
     * @param host the host as the URL has it
     * @param addresses all addresses that its name leads to
     */
    public List<InetAddress> allowed(String host, List<InetAddress> addresses) {
        String folded = host.toLowerCase(Locale.ROOT);
        return addresses.stream().filter(address -> allows(folded, address)).toList();
    }

    private boolean allows(String host, InetAddress address) {
        if (privateHosts.contains(host)) {
            return true;
        }
        return isThisMachine(host)
                ? address.isLoopbackAddress()
                : PublicAddresses.contains(address);
    }

    private static String host(URI endpoint) {
        return String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT);
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost")
                || (isLiteral(host)
                        && InetAddress.ofLiteral(unbracketed(host)).isLoopbackAddress());
    }

    private static boolean isLiteral(String host) {
        return host.contains(":") || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
