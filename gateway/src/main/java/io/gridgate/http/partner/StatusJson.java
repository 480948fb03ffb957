package io.gridgate.http.partner;

import io.gridgate.event.EventKey;
import io.gridgate.http.Answer;
import io.gridgate.http.JsonText;
import io.gridgate.log.EventStatus;
import io.javalin.http.Context;

import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;

/** Where one event is, as JSON. */
final class StatusJson {

    private StatusJson() {}

    /** Returns the event that the query names. */
    static EventKey key(Context context) {
        String source = context.queryParam("source");
        String id = context.queryParam("id");
        if (source == null || source.isEmpty() || id == null || id.isEmpty()) {
            throw ErrorCode.MALFORMED.failure("The query must have `source` and `id`.");
        }
        return new EventKey(source, id);
    }

    static void write(HttpServletResponse response, EventKey key, EventStatus status, String state)
            throws IOException {
        byte[] body =
                new JsonText(256)
                        .raw("{\"id\":")
                        .string(key.id())
                        .raw(",\"source\":")
                        .string(key.source())
                        .raw(",\"sequence\":")
                        .raw(Long.toString(status.sequence()))
                        .raw(",\"acceptedAt\":")
                        .string(status.acceptedAt().toString())
                        .raw(",\"state\":")
                        .string(state)
                        .raw("}")
                        .toBytes();
        response.setHeader("Cache-Control", "no-store");
        Answer.ok(response, "application/json", body);
    }

    /** Every source's events have one way out, so at most one state. */
    static String state(EventStatus status) {
        return status.subscriptions().values().stream()
                .findFirst()
                .map(state ->
                        switch (state) {
                            case PENDING -> "waiting";
                            case LEASED -> "sending";
                            case ACKNOWLEDGED -> "forwarded";
                            case DEAD_LETTERED -> "dead-lettered";
                        })
                .orElse("accepted");
    }

    /** A released event that is still known has a state in the outbox; this one has none there. */
    static String stateHeld(EventStatus status) {
        return status.subscriptions().values().stream()
                .findFirst()
                .map(state ->
                        switch (state) {
                            case PENDING, LEASED -> "quarantined";
                            case ACKNOWLEDGED -> "released";
                            case DEAD_LETTERED -> "dropped";
                        })
                .orElse("quarantined");
    }
}
