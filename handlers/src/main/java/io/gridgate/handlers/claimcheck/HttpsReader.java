package io.gridgate.handlers.claimcheck;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Reads data by {@code GET} from HTTPS addresses that begin with one of some prefixes, such as a
 * container of a partner's, and with a query that the partner signed.
 *
 * <p>An address comes from outside, so this is what keeps a handler from being sent about in the
 * private network: scheme, host and port must be a prefix's own, the path must begin with its path
 * and hold no dot segments, however written; redirects are not followed. The owner of an allowed
 * host name decides where it leads. An answer has 30 s. Safe for use by many threads; closed after
 * its worker.
 */
public final class HttpsReader implements DataReader, AutoCloseable {

    private static final Pattern UNSAFE_ESCAPE = Pattern.compile("%(2e|2f|5c)");

    private final List<URI> prefixes;
    private final StoreHttp http;

    /**
     * Makes a reader.
     *
     * @param prefixes one at least; {@code https} addresses whose path ends with a slash
     */
    public HttpsReader(Collection<URI> prefixes) {
        this(prefixes, new StoreHttp());
    }

    HttpsReader(Collection<URI> prefixes, StoreHttp http) {
        if (prefixes.isEmpty()) {
            throw new IllegalArgumentException("name one prefix at least that may be read from");
        }
        prefixes.forEach(HttpsReader::check);
        this.prefixes = List.copyOf(prefixes);
        this.http = http;
    }

    private static void check(URI prefix) {
        String path = prefix.getRawPath();
        boolean whole =
                "https".equalsIgnoreCase(prefix.getScheme())
                        && prefix.getHost() != null
                        && prefix.getRawUserInfo() == null
                        && prefix.getRawQuery() == null
                        && prefix.getRawFragment() == null;
        if (!whole || path == null || !path.endsWith("/") || !isPlain(path)) {
            throw new IllegalArgumentException(
                    "prefix %s must be https://HOST/PATH/, with a slash at its end and no more"
                            .formatted(prefix));
        }
    }

    @Override
    public boolean reads(URI address) {
        return prefixes.stream().anyMatch(prefix -> covers(prefix, address));
    }

    private static boolean covers(URI prefix, URI address) {
        String path = address.getRawPath();
        return "https".equalsIgnoreCase(address.getScheme())
                && prefix.getHost().equalsIgnoreCase(address.getHost())
                && port(prefix) == port(address)
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null
                && path != null
                && path.length() > prefix.getRawPath().length()
                && path.startsWith(prefix.getRawPath())
                && isPlain(path);
    }

    private static int port(URI address) {
        return address.getPort() < 0 ? 443 : address.getPort();
    }

    /** Returns whether a path means what it looks like. */
    private static boolean isPlain(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return !UNSAFE_ESCAPE.matcher(lower).find()
                && !lower.contains("//")
                && List.of(lower.split("/")).stream()
                        .noneMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    @Override
    public StoredData read(URI address, int bytesMax) throws IOException, InterruptedException {
        Objects.requireNonNull(address, "address");
        if (!reads(address)) {
            throw new IllegalArgumentException("not an address of this reader");
        }
        return http.get(HttpRequest.newBuilder(address).GET().build(), bytesMax);
    }

    @Override
    public void close() {
        http.close();
    }
}
