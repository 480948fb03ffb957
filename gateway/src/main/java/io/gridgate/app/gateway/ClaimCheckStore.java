package io.gridgate.app.gateway;

import static java.util.stream.Collectors.toMap;

import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.ClaimCheckSettings;
import io.gridgate.handlers.claimcheck.BlobStore;
import io.gridgate.handlers.claimcheck.ClaimCheck;
import io.gridgate.handlers.claimcheck.FolderStore;
import io.gridgate.handlers.client.AzureCredentials;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The store of the claim check, if there is one. A folder is cleaned once an hour by a thread of
 * its own, until this is closed.
 */
final class ClaimCheckStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimCheckStore.class);
    private static final Duration CLEANING_INTERVAL = Duration.ofHours(1);

    private final Map<String, ClaimCheck> byTopic;
    private final AutoCloseable resource;

    private ClaimCheckStore(Map<String, ClaimCheck> byTopic, AutoCloseable resource) {
        this.byTopic = byTopic;
        this.resource = resource;
    }

    static ClaimCheckStore open(Optional<ClaimCheckSettings> settings) {
        return settings.map(ClaimCheckStore::open)
                .orElseGet(() -> new ClaimCheckStore(Map.of(), () -> {}));
    }

    private static ClaimCheckStore open(ClaimCheckSettings settings) {
        try {
            return settings.folder()
                    .map(folder -> ofFolder(settings, folder))
                    .orElseGet(() -> ofContainer(settings, settings.container().orElseThrow()));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new StartException("gateway.claim-check: " + e.getMessage(), e);
        }
    }

    private static ClaimCheckStore ofFolder(ClaimCheckSettings settings, Path folder) {
        FolderStore store =
                settings.address()
                        .map(address -> new FolderStore(folder, address))
                        .orElseGet(() -> new FolderStore(folder));
        Thread cleaner =
                Thread.ofVirtual()
                        .name("claim check cleaner")
                        .start(() -> clean(store, settings.retention()));
        return new ClaimCheckStore(
                byTopic(settings, new ClaimCheck(store, settings.eventBytesMax())),
                cleaner::interrupt);
    }

    private static ClaimCheckStore ofContainer(ClaimCheckSettings settings, URI container) {
        BlobStore store =
                settings.signature()
                        .map(signature -> BlobStore.withSignature(container, signature.reveal()))
                        .orElseGet(() ->
                                BlobStore.withIdentity(
                                        container, AzureCredentials.fromEnvironment()));
        return new ClaimCheckStore(
                byTopic(settings, new ClaimCheck(store, settings.eventBytesMax())), store);
    }

    private static Map<String, ClaimCheck> byTopic(ClaimCheckSettings settings, ClaimCheck check) {
        return settings.topics().stream().collect(toMap(Function.identity(), _ -> check));
    }

    private static void clean(FolderStore store, Duration retention) {
        try {
            while (true) {
                try {
                    int removed = store.deleteOlderThan(retention);
                    LOG.debug("claim check: {} files were older than {}", removed, retention);
                } catch (IOException e) {
                    LOG.warn("claim check: the folder cannot be cleaned: {}", e.toString());
                }
                Thread.sleep(CLEANING_INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the claim checks by the topic whose events go through them. */
    Map<String, ClaimCheck> byTopic() {
        return byTopic;
    }

    @Override
    public void close() {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("the store of the claim check does not close", e);
        }
    }
}
