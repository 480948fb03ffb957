package io.gridgate.deliver.push;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * The addresses that belong to the internet: not those of this machine, of private networks, of
 * links, of the platform, or of nobody. An IPv6 address that carries an IPv4 address is judged by
 * it.
 *
 * <p>Source: IANA's special-purpose address registries for IPv4 and IPv6, RFC 6890.
 */
final class PublicAddresses {

    /** Ranges that {@link InetAddress} has no question for. */
    private static final List<Range> RESERVED =
            List.of(
                    Range.of("0.0.0.0", 8),
                    Range.of("100.64.0.0", 10), // carriers' networks
                    Range.of("168.63.129.16", 32), // Azure's host, which answers every machine
                    Range.of("192.0.0.0", 24),
                    Range.of("192.0.2.0", 24),
                    Range.of("198.18.0.0", 15),
                    Range.of("198.51.100.0", 24),
                    Range.of("203.0.113.0", 24),
                    Range.of("240.0.0.0", 4),
                    Range.of("fc00::", 7), // unique local
                    Range.of("100::", 64),
                    Range.of("2001::", 23), // Teredo and other protocols
                    Range.of("2001:db8::", 32),
                    Range.of("3fff::", 20),
                    Range.of("5f00::", 16));

    private static final List<Range> CARRY_IPV4_AT_12 =
            List.of(Range.of("::", 96), Range.of("64:ff9b::", 96));
    private static final Range CARRIES_IPV4_AT_2 = Range.of("2002::", 16);
    private static final Range TRANSLATED_LOCALLY = Range.of("64:ff9b:1::", 48);

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || RESERVED.stream().anyMatch(range -> range.contains(address))) {
            return false;
        }
        if (address instanceof Inet6Address) {
            if (TRANSLATED_LOCALLY.contains(address)) {
                return false;
            }
            if (CARRIES_IPV4_AT_2.contains(address)) {
                return contains(ipv4(address, 2));
            }
            if (CARRY_IPV4_AT_12.stream().anyMatch(range -> range.contains(address))) {
                return contains(ipv4(address, 12));
            }
        }
        return true;
    }

    private static InetAddress ipv4(InetAddress carrier, int at) {
        try {
            return Inet4Address.getByAddress(
                    Arrays.copyOfRange(carrier.getAddress(), at, at + Integer.BYTES));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /**
     * The addresses that share their first bits.
     *
     * @param bytes the first address
     * @param bits how many bits are shared
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Range(byte[] bytes, int bits) {

        static Range of(String first, int bits) {
            return new Range(InetAddress.ofLiteral(first).getAddress(), bits);
        }

        boolean contains(InetAddress address) {
            byte[] other = address.getAddress();
            if (other.length != bytes.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if ((bytes[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
