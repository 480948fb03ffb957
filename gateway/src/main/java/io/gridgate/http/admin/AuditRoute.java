package io.gridgate.http.admin;

import io.gridgate.http.Answer;
import io.gridgate.http.HttpFailure;
import io.gridgate.http.JsonText;
import io.gridgate.log.EventLog;
import io.gridgate.log.Topic;
import io.javalin.http.Context;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code GET /admin/audit}: what became of every event that was accepted in a time range. */
final class AuditRoute {

    private final Map<String, EventLog> logs;

    AuditRoute(Map<String, EventLog> logs) {
        this.logs = logs;
    }

    void answer(Context ctx) throws IOException {
        @Nullable String topic = ctx.queryParam("topic");
        Instant from = time("from", ctx.queryParam("from"), Instant.EPOCH);
        boolean recount = flag("recount", ctx.queryParam("recount"));
        JsonText topics = new JsonText(1024);
        AtomicBoolean holds = new AtomicBoolean(true);
        logs.forEach((role, log) -> {
            Instant to = time("to", ctx.queryParam("to"), log.now().plusMillis(1));
            if (!from.isBefore(to)) {
                throw bad("from must be before to: %s, %s".formatted(from, to));
            }
            for (Topic each : log.topics()) {
                if (topic == null || topic.equals(each.name().value())) {
                    log.audit(each.name(), from, to, recount)
                            .ifPresent(audit -> {
                                topics.raw(topics.size() == 0 ? "" : ",");
                                AuditJson.write(topics, Optional.of(role), audit);
                                holds.compareAndSet(true, audit.holds());
                            });
                }
            }
        });
        JsonText json = new JsonText(topics.size() + 64);
        json.raw("{\"holds\":" + holds.get() + ",\"topics\":[").raw(topics.toBytes()).raw("]}");
        Answer.ok(ctx.res(), "application/json", json.toBytes());
    }

    private static Instant time(String name, @Nullable String text, Instant otherwise) {
        try {
            return text == null ? otherwise : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw bad(name + " must be a time such as 2026-11-21T00:00:00Z");
        }
    }

    private static boolean flag(String name, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (!text.equals("true")) {
            throw bad(name + " must be true or false");
        }
        return true;
    }

    private static HttpFailure bad(String reason) {
        return new HttpFailure(400, "BadRequest", reason);
    }
}
