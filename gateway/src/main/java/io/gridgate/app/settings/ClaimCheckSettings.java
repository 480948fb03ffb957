package io.gridgate.app.settings;

import io.gridgate.auth.Secret;
import io.gridgate.handlers.claimcheck.ClaimCheck;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The claim check: the data of large events go into a store, and {@code dataref} out in their
 * place.
 *
 * @param topics the topics whose consumers understand {@code dataref}
 * @param eventBytesMax how large an event may be that keeps its data
 * @param folder a folder as the store, unless there is a container
 * @param address what addresses of the folder begin with
 * @param retention how long data stay in the folder
 * @param container a container of Azure Blob Storage as the store, unless there is a folder
 * @param signature the shared access signature of the container; without it Azure identity
 */
public record ClaimCheckSettings(
        List<String> topics,
        int eventBytesMax,
        Optional<Path> folder,
        Optional<URI> address,
        Duration retention,
        Optional<URI> container,
        Optional<Secret> signature) {

    static final Key<List<String>> TOPICS =
            Key.required(
                    "topics",
                    Kinds.listOf(Access.topicName(), 1_000),
                    "Topics whose consumers understand `dataref`; events of others keep their data."
                            + " Sources of these topics may send events over 1 MiB, see"
                            + " `body-bytes-max`.");
    static final Key<Integer> EVENT_BYTES_MAX =
            Key.of(
                    "event-bytes-max",
                    Kinds.integer("bytes", 1_000, ClaimCheck.EVENT_BYTES_MOST),
                    ClaimCheck.EVENT_BYTES_MOST,
                    "How large an event may be, envelope included, that keeps its data. Event Grid"
                            + " takes 1 MB.");
    static final Key<Path> FOLDER =
            Key.optional(
                    "folder",
                    Kinds.path(),
                    "Folder that gateway and consumers share, as the store. Give it or `container`.");
    static final Key<URI> ADDRESS =
            Key.optional(
                    "address",
                    Kinds.uri("absolute URI without query", _ -> true),
                    "What `dataref` begins with where consumers have the folder elsewhere; without"
                            + " it, the path of the folder as a `file:` URI.");
    static final Key<Duration> RETENTION =
            Key.of(
                    "retention",
                    Kinds.duration(Duration.ofHours(1), Duration.ofDays(3_650)),
                    Duration.ofDays(8),
                    "How long data stay in the folder after their event was last sent. Event Grid"
                            + " keeps events for 7 days at the most. A container needs a life cycle"
                            + " rule of its storage account.");
    static final Key<URI> CONTAINER =
            Key.optional(
                    "container",
                    Kinds.uri(
                            "https URL without query",
                            value -> "https".equals(value.getScheme()) && value.getHost() != null),
                    "Container of Azure Blob Storage as the store:"
                            + " `https://ACCOUNT.blob.core.windows.net/CONTAINER`.");
    static final Key<Secret> SIGNATURE =
            Key.optional(
                    "signature",
                    Kinds.secret(1),
                    "Shared access signature of the container, `sv=…&sig=…`, with the rights to"
                            + " create and write. Without it, the Azure identity of the process, which"
                            + " needs the role Storage Blob Data Contributor.");

    static final Section SECTION =
            Section.of(
                    "The claim check: the data of events that are too large for Event Grid go into a"
                            + " store, and `dataref` out in their place.",
                    TOPICS,
                    EVENT_BYTES_MAX,
                    FOLDER,
                    ADDRESS,
                    RETENTION,
                    CONTAINER,
                    SIGNATURE);

    /** Checks the bounds, and that there is one store. */
    public ClaimCheckSettings {
        topics = TOPICS.check(List.copyOf(topics));
        EVENT_BYTES_MAX.check(eventBytesMax);
        RETENTION.check(retention);
        address.ifPresent(ADDRESS::check);
        container.ifPresent(CONTAINER::check);
        if (topics.isEmpty()) {
            throw new IllegalArgumentException("needs at least one of topics");
        }
        if (folder.isPresent() == container.isPresent()) {
            throw new IllegalArgumentException("needs either folder or container");
        }
        if (folder.isEmpty() && address.isPresent()) {
            throw new IllegalArgumentException("has an address, which only a folder has");
        }
        if (container.isEmpty() && signature.isPresent()) {
            throw new IllegalArgumentException("has a signature, which only a container has");
        }
    }

    static ClaimCheckSettings from(Node node) {
        return node.make(() ->
                new ClaimCheckSettings(
                        node.get(TOPICS),
                        node.get(EVENT_BYTES_MAX),
                        node.find(FOLDER),
                        node.find(ADDRESS),
                        node.get(RETENTION),
                        node.find(CONTAINER),
                        node.find(SIGNATURE)));
    }
}
