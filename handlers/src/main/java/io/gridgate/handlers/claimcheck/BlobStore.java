package io.gridgate.handlers.claimcheck;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/**
 * Keeps data as block blobs of one Azure Storage container, over its REST interface and with no SDK
 * for storage. Addresses carry no secret: both sides bring their own access.
 *
 * <p>How long data stay is for a life cycle rule of the storage account to say. Redirects are not
 * followed; an answer has 30 s. Safe for use by many threads; closed after its worker.
 *
 * <p>Source: "Put Blob", "Get Blob", "Delete Blob", "Authorize with Microsoft Entra ID", Azure
 * Storage REST reference.
 */
public final class BlobStore implements DataStore, AutoCloseable {

    private static final String API_VERSION = "2021-12-02";
    private static final String SCOPE = "https://storage.azure.com/.default";

    /** Adds to a request what lets it in. */
    private interface Access {
        URI address(URI blob);

        void authorize(HttpRequest.Builder request);
    }

    private final DataAddress addresses;
    private final Access access;
    private final StoreHttp http;

    private BlobStore(URI container, Access access, StoreHttp http) {
        if (!"https".equalsIgnoreCase(container.getScheme()) || container.getHost() == null) {
            throw new IllegalArgumentException(
                    "a container must be https://ACCOUNT.blob.core.windows.net/CONTAINER");
        }
        this.addresses = new DataAddress(container);
        this.access = access;
        this.http = http;
    }

    /**
     * {@return a store that comes with an Entra identity} It needs the role Storage Blob Data
     * Contributor on the container to put and delete, Storage Blob Data Reader to read.
     *
     * @param container {@code https://ACCOUNT.blob.core.windows.net/CONTAINER}
     * @param identity gives tokens, and keeps them while they are good
     */
    public static BlobStore withIdentity(URI container, TokenCredential identity) {
        return withIdentity(container, identity, new StoreHttp());
    }

    static BlobStore withIdentity(URI container, TokenCredential identity, StoreHttp http) {
        Objects.requireNonNull(identity, "identity");
        var scope = new TokenRequestContext().addScopes(SCOPE);
        return new BlobStore(
                container,
                new Access() {
                    @Override
                    public URI address(URI blob) {
                        return blob;
                    }

                    @Override
                    public void authorize(HttpRequest.Builder request) {
                        request.header(
                                "Authorization",
                                "Bearer " + identity.getTokenSync(scope).getToken());
                    }
                },
                http);
    }

    /**
     * {@return a store that comes with a shared access signature of the container}
     *
     * @param container {@code https://ACCOUNT.blob.core.windows.net/CONTAINER}
     * @param signature the query, {@code sv=…&sig=…}; never logged
     */
    public static BlobStore withSignature(URI container, String signature) {
        return withSignature(container, signature, new StoreHttp());
    }

    static BlobStore withSignature(URI container, String signature, StoreHttp http) {
        String query = signature.startsWith("?") ? signature.substring(1) : signature;
        if (!query.matches("[A-Za-z0-9._~!$'()*,;:@/?=&%+-]+")) {
            throw new IllegalArgumentException(
                    "a shared access signature must be a query, sv=…&sig=…");
        }
        return new BlobStore(
                container,
                new Access() {
                    @Override
                    public URI address(URI blob) {
                        return URI.create(blob + "?" + query);
                    }

                    @Override
                    public void authorize(HttpRequest.Builder request) {}
                },
                http);
    }

    @Override
    public URI put(String name, byte[] data) throws IOException, InterruptedException {
        URI blob = addresses.of(name);
        HttpRequest put =
                request(blob)
                        .PUT(BodyPublishers.ofByteArray(data))
                        .header("x-ms-blob-type", "BlockBlob")
                        .header("Content-Type", "application/octet-stream")
                        .build();
        int status = http.send(put);
        if (status != 201) {
            throw StoreHttp.refused(put, status);
        }
        return blob;
    }

    @Override
    public boolean reads(URI address) {
        return addresses.name(address).isPresent();
    }

    @Override
    public StoredData read(URI address, int bytesMax) throws IOException, InterruptedException {
        return http.get(request(known(address)).GET().build(), bytesMax);
    }

    @Override
    public boolean delete(URI address) throws IOException, InterruptedException {
        HttpRequest delete = request(known(address)).DELETE().build();
        int status = http.send(delete);
        return switch (status) {
            case 202 -> true;
            case 404 -> false;
            default -> throw StoreHttp.refused(delete, status);
        };
    }

    private URI known(URI address) {
        return addresses.of(addresses.required(address));
    }

    private HttpRequest.Builder request(URI blob) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(access.address(blob))
                        .header("x-ms-version", API_VERSION)
                        .header(
                                "x-ms-date",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        ZonedDateTime.now(ZoneOffset.UTC)));
        access.authorize(request);
        return request;
    }

    @Override
    public void close() {
        http.close();
    }
}
