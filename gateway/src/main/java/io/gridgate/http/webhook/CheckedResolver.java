package io.gridgate.http.webhook;

import io.gridgate.deliver.push.WebhookHosts;

import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Looks up hosts and leaves out the addresses that webhooks may not have. The client connects to
 * what this returns and looks nothing up again, so that a name cannot lead elsewhere between the
 * check and the connection. For any number of threads.
 */
final class CheckedResolver implements SocketAddressResolver {

    private final WebhookHosts hosts;
    private final Lookup lookup;

    /** All addresses of a host. */
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    CheckedResolver(WebhookHosts hosts, Lookup lookup) {
        this.hosts = hosts;
        this.lookup = lookup;
    }

    @Override
    public void resolve(
            String host,
            int port,
            Map<String, Object> context,
            Promise<List<InetSocketAddress>> promise) {
        Thread.ofVirtual()
                .name("webhook address")
                .start(() -> {
                    try {
                        promise.succeeded(checked(host, port));
                    } catch (UnknownHostException e) {
                        promise.failed(e);
                    }
                });
    }

    private List<InetSocketAddress> checked(String host, int port) throws UnknownHostException {
        List<InetAddress> addresses = Arrays.asList(lookup.addresses(host));
        List<InetAddress> allowed = hosts.allowed(host, addresses);
        if (allowed.isEmpty()) {
            throw new UnknownHostException(
                    "%s leads to no public address, but to %s; if that is meant, name it in push.private-hosts"
                            .formatted(
                                    host,
                                    addresses.stream().map(InetAddress::getHostAddress).toList()));
        }
        return allowed.stream().map(address -> new InetSocketAddress(address, port)).toList();
    }
}
