package io.gridgate.app.doctor;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Looks up where a host is, and whether an Azure host goes through a private endpoint. */
final class Addresses {

    private static final String CHECK = "dns";
    private static final String AZURE = ".eventgrid.azure.net";

    private Addresses() {}

    static Finding of(String subject, String host) {
        try {
            return judge(subject, host, Arrays.asList(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
            return Finding.failed(
                    subject,
                    CHECK,
                    host + " has no address",
                    "Check the name. For a private endpoint, link the zone"
                            + " privatelink.eventgrid.azure.net to this network, or forward the"
                            + " name to its resolver.");
        }
    }

    /** What addresses mean; an Azure host with a public one does not use a private endpoint. */
    static Finding judge(String subject, String host, List<InetAddress> addresses) {
        String text = host + " is " + addresses.stream().map(InetAddress::getHostAddress).toList();
        boolean open = addresses.stream().anyMatch(address -> !isPrivate(address));
        if (open && host.toLowerCase(Locale.ROOT).endsWith(AZURE)) {
            return Finding.warning(
                    subject,
                    CHECK,
                    text + ", which is public: no private endpoint is used",
                    "Nothing, if that is meant. Else link the zone"
                            + " privatelink.eventgrid.azure.net to this network and give the"
                            + " private endpoint a zone group.");
        }
        return Finding.ok(subject, CHECK, text);
    }

    static boolean isPrivate(InetAddress address) {
        boolean uniqueLocal =
                address instanceof Inet6Address && (address.getAddress()[0] & 0xFE) == 0xFC;
        return uniqueLocal || address.isSiteLocalAddress() || address.isLoopbackAddress();
    }
}
