package io.gridgate.handlers.claimcheck;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.inbox.TransactionalHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * The handling half of the claim check: gives a handler the event with the data that its {@code
 * dataref} points to, as if they had never left it. An event without {@code dataref}, or with data
 * beside it, goes on as it is.
 *
 * <p>Rejected is what no repetition mends: an address that no reader was made for, data longer than
 * allowed, or of another length or digest than the event says. Data that are not there, or a store
 * that does not answer, are a failure like any of the handler's own, so the event comes again. Safe
 * for use by many threads.
 */
public final class ClaimResolver {

    private static final int BYTES_MOST = 1 << 30;

    private sealed interface Resolution {
        record Whole(CloudEvent event) implements Resolution {}

        record Refused(String reason) implements Resolution {}
    }

    private final int dataBytesMax;
    private final List<DataReader> readers;
    private final boolean digestRequired;

    /**
     * Makes a resolver that wants every event with {@code dataref} to carry a digest.
     *
     * @param dataBytesMax the most bytes of data, 1 to 1 GiB; each event that is handled takes as
     *     much memory, three times while it is put together
     * @param readers one at least; the first that reads an address does
     */
    public ClaimResolver(int dataBytesMax, DataReader... readers) {
        this(dataBytesMax, List.of(readers), true);
    }

    private ClaimResolver(int dataBytesMax, List<DataReader> readers, boolean digestRequired) {
        if (dataBytesMax < 1 || dataBytesMax > BYTES_MOST) {
            throw new IllegalArgumentException(
                    "dataBytesMax is %d, must be 1 to %d".formatted(dataBytesMax, BYTES_MOST));
        }
        if (readers.isEmpty()) {
            throw new IllegalArgumentException("name one reader at least");
        }
        this.dataBytesMax = dataBytesMax;
        this.readers = readers;
        this.digestRequired = digestRequired;
    }

    /**
     * {@return a resolver that takes data without a digest, too} For senders that set {@code
     * dataref} alone: whoever writes to the store then decides what is handled.
     */
    public ClaimResolver acceptingUnverified() {
        return new ClaimResolver(dataBytesMax, readers, false);
    }

    /**
     * {@return a handler for a worker}
     *
     * @param handler gets whole events
     */
    public EventHandler resolving(EventHandler handler) {
        return (event, context) ->
                switch (resolve(event)) {
                    case Resolution.Whole(var whole) -> handler.handle(whole, context);
                    case Resolution.Refused(var reason) -> Outcome.reject(reason);
                };
    }

    /**
     * {@return a handler for an inbox} Behind the inbox, so that the repetition of an event whose
     * data are deleted already is acknowledged and not looked up.
     *
     * @param handler gets whole events
     */
    public TransactionalHandler resolving(TransactionalHandler handler) {
        return (event, context, connection) ->
                switch (resolve(event)) {
                    case Resolution.Whole(var whole) -> handler.handle(whole, context, connection);
                    case Resolution.Refused(var reason) -> Outcome.reject(reason);
                };
    }

    private Resolution resolve(CloudEvent event) throws IOException, InterruptedException {
        String dataref = extension(event, ClaimCheck.DATAREF);
        if (dataref == null || event.getData() != null) {
            return new Resolution.Whole(event);
        }
        URI address = address(dataref).orElse(null);
        DataReader reader = address == null ? null : reader(address).orElse(null);
        if (address == null || reader == null) {
            return new Resolution.Refused("its dataref is no address that may be read here");
        }
        if (digestRequired && extension(event, ClaimCheck.DATADIGEST) == null) {
            return new Resolution.Refused("it has a dataref and no datadigest");
        }
        return switch (reader.read(address, dataBytesMax)) {
            case StoredData.Found(var data) -> verified(event, data);
            case StoredData.TooLarge() ->
                    new Resolution.Refused("its data have more than " + dataBytesMax + " bytes");
            case StoredData.Missing() ->
                    throw new IOException("nothing is stored where the event's dataref points to");
        };
    }

    private Resolution verified(CloudEvent event, byte[] data) {
        String length = extension(event, ClaimCheck.DATALENGTH);
        if (length != null && !length.equals(String.valueOf(data.length))) {
            return new Resolution.Refused(
                    "its data have %d bytes, its datalength is %s".formatted(data.length, length));
        }
        String digest = extension(event, ClaimCheck.DATADIGEST);
        if (digest != null && !DataDigest.matches(digest, data)) {
            return new Resolution.Refused("its data are not those of its datadigest");
        }
        try {
            return new Resolution.Whole(JsonCloudEvent.from(event).withData(data));
        } catch (IllegalArgumentException e) {
            return new Resolution.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Optional<DataReader> reader(URI address) {
        return readers.stream().filter(reader -> reader.reads(address)).findFirst();
    }

    private static Optional<URI> address(String dataref) {
        try {
            return Optional.of(new URI(dataref));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Returns an extension as text: a number comes back as a string from some senders. */
    static @Nullable String extension(CloudEvent event, String name) {
        Object value = event.getExtension(name);
        return value == null ? null : value.toString();
    }
}
