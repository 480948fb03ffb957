package io.gridgate.http.namespace;

import io.gridgate.event.JsonWriter;
import io.gridgate.log.Delivery;

import java.util.List;

/**
 * Writes the body that answers a receive. The events are what {@link PublishHandler} made of them,
 * so that they need only be copied.
 */
final class ReceiveAnswer {

    private static final int BYTES_AROUND_EVENT = 160;
    private static final String FIRST = "{\"brokerProperties\":{\"lockToken\":\"";
    private static final String NEXT = "," + FIRST;

    private ReceiveAnswer() {}

    static byte[] of(List<Delivery> deliveries, LockTokenCodec codec) {
        int size = 12;
        for (Delivery delivery : deliveries) {
            size += BYTES_AROUND_EVENT + delivery.event().json().length;
        }
        JsonWriter json = new JsonWriter(size).raw("{\"value\":[");
        boolean first = true;
        for (Delivery delivery : deliveries) {
            json.raw(first ? FIRST : NEXT);
            first = false;
            codec.append(json, delivery.token());
            json.raw("\",\"deliveryCount\":")
                    .raw(Integer.toString(delivery.deliveryCount()))
                    .raw("},\"event\":")
                    .raw(delivery.event().json())
                    .raw("}");
        }
        return json.raw("]}").toBytes();
    }
}
