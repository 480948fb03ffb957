package io.gridgate.handlers.claimcheck;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.gridgate.handlers.client.JsonCloudEvent;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * The sending half of the claim check: where an event is too big, its data go into a store, and the
 * event goes out with {@code dataref} in their place.
 *
 * <p>Beside the address the event carries {@code datalength}, in bytes, and {@code datadigest},
 * {@code sha256:} and 64 hexadecimal digits, so that the other side can tell that it reads what was
 * stored. All other attributes stay as they are. Checking the same event in again stores the same
 * under the same name, so a sender may repeat. Safe for use by many threads.
 *
 * <p>Source: CloudEvents extension "Dataref (Claim Check Pattern)"; length and digest are
 * Gridgate's own.
 */
public final class ClaimCheck {

    /** The extension with the address of the data. */
    public static final String DATAREF = "dataref";

    /** The extension with the length of the data in bytes. */
    public static final String DATALENGTH = "datalength";

    /** The extension with the digest of the data. */
    public static final String DATADIGEST = "datadigest";

    /** The most bytes of an event in the JSON format that Event Grid takes. */
    public static final int EVENT_BYTES_MOST = 1_000_000;

    private static final int EVENT_BYTES_LEAST = 1_000;

    private final DataStore store;
    private final int eventBytesMax;

    /**
     * Makes a claim check for events that Event Grid would not take.
     *
     * @param store where data go
     */
    public ClaimCheck(DataStore store) {
        this(store, EVENT_BYTES_MOST);
    }

    /**
     * Makes a claim check.
     *
     * @param store where data go
     * @param eventBytesMax how many bytes an event may have in the JSON format and still keep its
     *     data, 1,000 to 1,000,000
     */
    public ClaimCheck(DataStore store, int eventBytesMax) {
        if (eventBytesMax < EVENT_BYTES_LEAST || eventBytesMax > EVENT_BYTES_MOST) {
            throw new IllegalArgumentException(
                    "eventBytesMax is %d, must be 1000 to 1000000".formatted(eventBytesMax));
        }
        this.store = store;
        this.eventBytesMax = eventBytesMax;
    }

    /**
     * {@return the event to send: the same where it is small enough or has no data}
     *
     * @param event the event
     * @throws IOException if the store does not take the data; the event must not be sent then
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if the event has a {@code dataref} already beside data that
     *     are too big
     */
    public JsonCloudEvent checkIn(CloudEvent event) throws IOException, InterruptedException {
        JsonCloudEvent json = JsonCloudEvent.from(event);
        CloudEventData data = json.json().length <= eventBytesMax ? null : json.getData();
        if (data == null) {
            return json;
        }
        if (json.attributeText(DATAREF) != null) {
            throw new IllegalArgumentException(
                    "the event has data that are too big and a dataref already; leave out one");
        }
        byte[] bytes = data.toBytes();
        String digest = DataDigest.of(bytes);
        URI address = store.put(DataDigest.name(json, digest), bytes);
        return json.withoutData()
                .with(
                        Map.of(
                                DATAREF,
                                address.toString(),
                                DATALENGTH,
                                bytes.length,
                                DATADIGEST,
                                digest));
    }
}
