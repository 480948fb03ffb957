package io.gridgate.benchmarks.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.CloudEventsEncoder;
import io.gridgate.event.Event;
import io.gridgate.event.EventMessage;
import io.gridgate.event.Item;

import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** The events that all parts are measured with: an order of 1 KiB, as a partner would send it. */
public final class SampleEvents {

    /** Size of one event in bytes. */
    public static final int EVENT_BYTES = 1_024;

    /** Events in a batch. */
    public static final int BATCH = 100;

    private static final String HEAD =
            """
            {"specversion":"1.0","id":"%016d","source":"/contoso/shops/42",\
            "type":"com.contoso.order.placed","subject":"orders/4711",\
            "time":"2026-11-01T12:00:00.125Z","datacontenttype":"application/json",\
            "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","data":\
            """;
    private static final String SORTED =
            """
            {"currency":"EUR","customer":{"city":"Köln","id":1042,"vip":false},"items":[\
            {"name":"Espresso beans","price":12.90,"quantity":2,"sku":"A-1001"},\
            {"name":"Filter paper \\"No. 4\\"","price":3.49,"quantity":1,"sku":"B-2002"},\
            {"name":"Mug","price":8.00,"quantity":4,"sku":"C-3003"}],"note":"%s",\
            "orderId":4711,"total":61.29}}\
            """;
    private static final String AS_SENT =
            """
            {"orderId":4711,"customer":{"id":1042,"city":"Köln","vip":false},"items":[\
            {"sku":"A-1001","name":"Espresso beans","quantity":2,"price":12.90},\
            {"sku":"B-2002","name":"Filter paper \\"No. 4\\"","quantity":1,"price":3.49},\
            {"sku":"C-3003","name":"Mug","quantity":4,"price":8.00}],"currency":"EUR",\
            "total":61.29,"note":"%s"}}\
            """;

    private SampleEvents() {}

    /**
     * Returns an event whose data has its keys in the order of a sender's mind.
     *
     * @param number makes the id
     * @return 1 KiB of JSON
     */
    public static byte[] json(long number) {
        return filled(HEAD + AS_SENT, number);
    }

    /**
     * Returns an event that an Event Grid namespace hands out as it came: its keys are sorted.
     *
     * @param number makes the id
     * @return 1 KiB of JSON
     */
    public static byte[] sortedJson(long number) {
        return filled(HEAD + SORTED, number);
    }

    /** Returns a batch of a hundred events. */
    static byte[] batch() {
        return batch(SampleEvents::json);
    }

    /** Returns a batch of a hundred events that an Event Grid namespace hands out as they came. */
    static byte[] sortedBatch() {
        return batch(SampleEvents::sortedJson);
    }

    private static byte[] batch(LongFunction<byte[]> json) {
        return CloudEventsEncoder.batch(LongStream.range(0, BATCH).mapToObj(json).toList());
    }

    /** Returns an event in binary mode. */
    static EventMessage binary() {
        return CloudEventsEncoder.binary(event(1));
    }

    /**
     * Returns an event as the decoder makes it.
     *
     * @param number makes the id
     * @return the event
     */
    public static Event event(long number) {
        return switch (CloudEventsDecoder.read(json(number))) {
            case Item.Valid(Event event) -> event;
            case Item.Invalid(var problem) -> throw new IllegalStateException(problem.message());
        };
    }

    private static byte[] filled(String pattern, long number) {
        int rest = EVENT_BYTES - pattern.formatted(number, "").getBytes(UTF_8).length;
        return pattern.formatted(number, "x".repeat(rest)).getBytes(UTF_8);
    }
}
