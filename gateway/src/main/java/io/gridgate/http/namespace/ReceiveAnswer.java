package io.gridgate.http.namespace;

import io.gridgate.event.JsonWriter;
import io.gridgate.log.Delivery;

import java.util.List;

/**
 * Writes the body that answers a receive. The events are what {@link PublishHandler} made of them,
 * so that they need only be copied.
 */
final class ReceiveAnswer {

    private static final String HEAD = "{\"value\":[";
    private static final String BEFORE_TOKEN = "{\"brokerProperties\":{\"lockToken\":\"";
    private static final String BEFORE_COUNT = "\",\"deliveryCount\":";
    private static final String BEFORE_EVENT = "},\"event\":";
    private static final String AFTER_EVENT = "}";
    private static final String NEXT = ",";
    private static final String TAIL = "]}";

    /** Bytes of a delivery besides the event, if it was handed out less than ten times. */
    private static final int AROUND_EVENT =
            BEFORE_TOKEN.length()
                    + LockTokenCodec.TEXT_LENGTH
                    + BEFORE_COUNT.length()
                    + 1
                    + BEFORE_EVENT.length()
                    + AFTER_EVENT.length();

    private ReceiveAnswer() {}

    static byte[] of(List<Delivery> deliveries, LockTokenCodec codec) {
        JsonWriter json = new JsonWriter(size(deliveries)).raw(HEAD);
        boolean first = true;
        for (Delivery delivery : deliveries) {
            json.raw(first ? "" : NEXT).raw(BEFORE_TOKEN);
            first = false;
            codec.append(json, delivery.token());
            json.raw(BEFORE_COUNT)
                    .raw(Integer.toString(delivery.deliveryCount()))
                    .raw(BEFORE_EVENT)
                    .raw(delivery.event().json())
                    .raw(AFTER_EVENT);
        }
        return json.raw(TAIL).toBytes();
    }

    /**
     * Returns the exact size as a rule, so that the answer is written into the array that leaves.
     */
    private static int size(List<Delivery> deliveries) {
        int size = HEAD.length() + Math.max(0, deliveries.size() - 1) + TAIL.length();
        for (Delivery delivery : deliveries) {
            size += AROUND_EVENT + delivery.event().json().length;
        }
        return size;
    }
}
