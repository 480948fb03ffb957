package io.gridgate.benchmarks.scenario;

import io.cloudevents.CloudEvent;
import io.gridgate.benchmarks.load.SampleEvents;
import io.gridgate.handlers.client.JsonCloudEvent;

import java.nio.charset.StandardCharsets;

/** Sample events whose ids are numbers. Safe for use by many threads. */
final class NumberedEvents {

    private static final int AT = SampleEvents.BEFORE_ID.length();

    private final byte[] sample = new SampleEvents(1).next();

    CloudEvent event(long number) {
        byte[] json = sample.clone();
        byte[] digits = "%016d".formatted(number).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, json, AT, digits.length);
        return JsonCloudEvent.of(json);
    }

    static long number(CloudEvent event) {
        return Long.parseLong(event.getId());
    }
}
