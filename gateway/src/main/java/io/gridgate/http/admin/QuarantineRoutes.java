package io.gridgate.http.admin;

import io.gridgate.accept.SourceId;
import io.gridgate.accept.quarantine.HeldEvent;
import io.gridgate.accept.quarantine.Quarantine;
import io.gridgate.accept.quarantine.Ruling;
import io.gridgate.http.Answer;
import io.gridgate.http.HttpFailure;
import io.gridgate.http.HttpFailures;
import io.gridgate.http.RequestBody;
import io.gridgate.log.LogException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * {@code /admin/quarantine}: the events that violate their contract and wait for a person. Every
 * decision is logged, without the data.
 */
final class QuarantineRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(QuarantineRoutes.class);
    private static final String ROOT = "/admin/quarantine";
    private static final String SOURCE = ROOT + "/{partner}/{source}";
    private static final String EVENT = SOURCE + "/{sequence}";
    private static final int PAGE_MAX = 100;
    private static final int PATCH_BYTES_MAX = 1 << 20;
    private static final int REASON_CHARS_MAX = 200;
    private static final Duration BODY_DEADLINE = Duration.ofSeconds(30);

    private final Quarantine quarantine;
    private final Consumer<Context> check;

    /**
     * Makes the routes.
     *
     * @param quarantine the events
     * @param check refuses callers without an admin key
     */
    QuarantineRoutes(Quarantine quarantine, Consumer<Context> check) {
        this.quarantine = quarantine;
        this.check = check;
    }

    void register(RoutesConfig routes) {
        routes.get(ROOT, ctx -> answer(ctx, this::counts));
        routes.get(SOURCE, ctx -> answer(ctx, () -> list(ctx)));
        routes.get(EVENT, ctx -> answer(ctx, () -> show(ctx)));
        routes.post(EVENT + "/repair", ctx -> answer(ctx, () -> repair(ctx)));
        routes.post(EVENT + "/release", ctx -> answer(ctx, () -> release(ctx)));
        routes.post(EVENT + "/drop", ctx -> answer(ctx, () -> drop(ctx)));
    }

    private void answer(Context ctx, Work work) throws IOException {
        check.accept(ctx);
        try {
            Answer.ok(ctx.res(), "application/json", work.json());
        } catch (LogException.Unavailable _) {
            throw HttpFailures.unavailable("The log takes no more right now; try again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HttpFailures.unavailable("The process stops; what was asked may be done or not.");
        }
    }

    private byte[] counts() {
        return QuarantineJson.counts(quarantine);
    }

    private byte[] list(Context ctx) throws InterruptedException {
        long after = number("after", ctx.queryParam("after"), -1, -1, Long.MAX_VALUE);
        long max = number("max", ctx.queryParam("max"), PAGE_MAX, 1, PAGE_MAX);
        return QuarantineJson.list(quarantine.list(source(ctx), after, (int) max));
    }

    private byte[] show(Context ctx) throws InterruptedException {
        return ruled(ctx, quarantine.look(source(ctx), sequence(ctx), new byte[0]));
    }

    private byte[] repair(Context ctx) throws InterruptedException {
        byte[] patch = RequestBody.read(ctx.req(), PATCH_BYTES_MAX, BODY_DEADLINE);
        if (patch.length == 0) {
            throw bad("The body must be a JSON Patch (RFC 6902) for the data of the event.");
        }
        String trial = ctx.queryParam("try");
        if (trial != null && !trial.equals("true") && !trial.equals("false")) {
            throw bad("try must be true or false");
        }
        if ("true".equals(trial)) {
            return ruled(ctx, quarantine.look(source(ctx), sequence(ctx), patch));
        }
        Ruling ruling = quarantine.repair(source(ctx), sequence(ctx), patch);
        if (ruling instanceof Ruling.Kept(HeldEvent event)) {
            throw new HttpFailure(
                    422,
                    "StillViolates",
                    "The patched event still violates its contract and stays: '%s' %s."
                            .formatted(
                                    event.violations().getFirst().pointer(),
                                    event.violations().getFirst().detail()));
        }
        return ruled(ctx, ruling);
    }

    private byte[] release(Context ctx) throws InterruptedException {
        return ruled(ctx, quarantine.release(source(ctx), sequence(ctx)));
    }

    private byte[] drop(Context ctx) throws InterruptedException {
        String given = ctx.queryParam("reason");
        String reason = given == null || given.isBlank() ? "dropped by an operator" : given;
        if (reason.length() > REASON_CHARS_MAX) {
            throw bad("reason must have at most " + REASON_CHARS_MAX + " characters");
        }
        return ruled(ctx, quarantine.drop(source(ctx), sequence(ctx), reason));
    }

    private byte[] ruled(Context ctx, Ruling ruling) {
        return switch (ruling) {
            case Ruling.Kept(HeldEvent event) -> QuarantineJson.whole(event);
            case Ruling.Released released -> {
                note("released", ctx, released.event());
                yield QuarantineJson.released(released);
            }
            case Ruling.Dropped(HeldEvent event) -> {
                note("dropped", ctx, event);
                yield QuarantineJson.dropped(event);
            }
            case Ruling.BadPatch(String reason) ->
                    throw bad("The patch cannot be applied: " + reason);
            case Ruling.Conflict(var acceptedAt) ->
                    throw new HttpFailure(
                            409,
                            "Conflict",
                            "Another event of the same source and id was accepted at "
                                    + acceptedAt
                                    + "; this one can only be dropped.");
            case Ruling.Busy _ ->
                    throw new HttpFailure(
                                    409,
                                    "Busy",
                                    "Somebody else looks at events of this source; try again.")
                            .with("Retry-After", "1");
            case Ruling.Unknown _ ->
                    throw new HttpFailure(404, "NotFound", "No such event is in quarantine.");
        };
    }

    private static void note(String what, Context ctx, HeldEvent event) {
        LOG.info(
                "quarantine: event {} of {}/{} was {}; {} violations",
                event.sequence(),
                ctx.pathParam("partner"),
                ctx.pathParam("source"),
                what,
                event.violations().size());
    }

    private SourceId source(Context ctx) {
        String partner = ctx.pathParam("partner");
        String name = ctx.pathParam("source");
        return quarantine.sources().stream()
                .filter(it -> it.partner().equals(partner) && it.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new HttpFailure(
                                404,
                                "NotFound",
                                "No source of these names has a quarantine; there is "
                                        + quarantine.sources()
                                        + "."));
    }

    private static long sequence(Context ctx) {
        return number("sequence", ctx.pathParam("sequence"), 0, 0, Long.MAX_VALUE);
    }

    private static long number(
            String name, @Nullable String text, long otherwise, long min, long max) {
        try {
            long number = text == null ? otherwise : Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Answered below, as a number out of bounds is.
        }
        throw bad(name + " must be a number from " + min + " to " + max);
    }

    private static HttpFailure bad(String reason) {
        return new HttpFailure(400, "BadRequest", reason);
    }

    /** What makes an answer. */
    private interface Work {
        byte[] json() throws InterruptedException;
    }
}
