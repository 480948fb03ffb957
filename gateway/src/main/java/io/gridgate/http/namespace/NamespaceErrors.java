package io.gridgate.http.namespace;

import io.gridgate.http.ErrorEnvelope;
import io.gridgate.http.HttpFailure;
import io.gridgate.http.JsonText;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * The error envelope of Event Grid namespaces: {@code broker-errorcode} repeats the code, the time
 * has nanoseconds.
 */
final class NamespaceErrors implements ErrorEnvelope {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'+00:00'")
                    .withZone(ZoneOffset.UTC);

    private final InstantSource clock;

    NamespaceErrors(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Rendered render(HttpFailure failure, String trackingId) {
        JsonText json =
                new JsonText(320)
                        .raw("{\"error\":{\"code\":")
                        .string(failure.code())
                        .raw(",\"message\":")
                        .string(failure.reason())
                        .raw(",\"timestamp_utc\":")
                        .string(TIMESTAMP.format(clock.instant()))
                        .raw(",\"tracking_id\":")
                        .string(trackingId)
                        .raw("}}");
        return new Rendered(
                ContentTypes.JSON_UTF8, Map.of("broker-errorcode", failure.code()), json.toBytes());
    }
}
