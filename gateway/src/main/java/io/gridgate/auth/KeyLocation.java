package io.gridgate.auth;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/** Finds an issuer's keys. Keys travel over HTTPS, or over HTTP on this machine only. */
final class KeyLocation {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private KeyLocation() {}

    static void check(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean allowed =
                switch (scheme) {
                    case "https", "file" -> true;
                    case "http" -> isLoopback(uri.getHost());
                    default -> false;
                };
        if (!allowed) {
            throw new IllegalArgumentException(
                    "keys of an issuer must be at https:, file:, or http: on loopback: " + uri);
        }
    }

    /** Asks the issuer's OpenID configuration for the address of its keys. */
    static URI discover(String issuer) throws IOException {
        URI configuration =
                URI.create(
                        (issuer.endsWith("/") ? issuer : issuer + "/")
                                + ".well-known/openid-configuration");
        check(configuration);
        HttpRequest request = HttpRequest.newBuilder(configuration).timeout(TIMEOUT).build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<byte[]> response =
                    client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(configuration + " answered " + response.statusCode());
            }
            String keys = new ObjectMapper().readTree(response.body()).path("jwks_uri").asText("");
            URI uri = URI.create(keys);
            check(uri);
            return uri;
        } catch (IllegalArgumentException e) {
            throw new IOException("no usable jwks_uri at " + configuration, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + configuration, e);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
