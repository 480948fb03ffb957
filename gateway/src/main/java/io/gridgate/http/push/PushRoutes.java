package io.gridgate.http.push;

import io.gridgate.accept.push.Admission;
import io.gridgate.accept.push.Preflight;
import io.gridgate.accept.push.PreflightAnswer;
import io.gridgate.accept.push.PushAnswer;
import io.gridgate.accept.push.PushReceiver;
import io.gridgate.accept.push.PushRoute;
import io.gridgate.event.EventMessage;
import io.gridgate.http.Answer;
import io.gridgate.http.BodyBudget;
import io.gridgate.http.ErrorEnvelope;
import io.gridgate.http.HttpFailure;
import io.gridgate.http.HttpFailures;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.JsonText;
import io.gridgate.http.ProblemDetails;
import io.gridgate.http.RequestBody;
import io.gridgate.http.RequestMessage;
import io.gridgate.http.Routes;
import io.gridgate.log.LogException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;

/**
 * The webhooks for Event Grid: {@code POST /push/{route}} takes validations and deliveries, {@code
 * OPTIONS} the handshake of CloudEvents.
 *
 * <p>Event Grid gives an event up at once after 400, 401, 403, 404, 413 or 414. So only callers who
 * may not push, and deliveries that a private target rejects, are answered with one of those; what
 * could still be put right is answered with 409, 415, 421, 422 or 503, and comes again.
 */
public final class PushRoutes implements Routes {

    /** The parameter of the query that holds the secret, as the web hook specification has it. */
    public static final String SECRET_PARAMETER = "access_token";

    /**
     * Most bytes in a body. Event Grid sends 1 MB at the most, so this answers 413 to strangers
     * only.
     */
    public static final int BODY_BYTES_MAX = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(PushRoutes.class);
    private static final String ROOT = "/push/";

    private final PushReceiver receiver;
    private final HttpLimits limits;
    private final BodyBudget budget = BodyBudget.ofHeap();
    private final ProblemDetails errors = new ProblemDetails();

    /**
     * Makes the routes.
     *
     * @param receiver what answers
     * @param limits how long a body may take
     */
    public PushRoutes(PushReceiver receiver, HttpLimits limits) {
        this.receiver = receiver;
        this.limits = limits;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post(ROOT + "{route}", this::take);
        routes.options(ROOT + "{route}", this::preflight);
    }

    @Override
    public boolean owns(String path) {
        return path.startsWith(ROOT);
    }

    @Override
    public ErrorEnvelope errors() {
        return errors;
    }

    @Override
    public Optional<String> openApiResource() {
        return Optional.of("/openapi/push.json");
    }

    private void preflight(Context context) {
        PushRoute route = admitted(context);
        Preflight asked = Preflight.of(RequestMessage.headers(context.req()));
        switch (receiver.preflight(route, asked)) {
            case PreflightAnswer.Allowed(String origin, Optional<String> rate) -> {
                context.header("WebHook-Allowed-Origin", origin);
                rate.ifPresent(allowed -> context.header("WebHook-Allowed-Rate", allowed));
                done(context);
            }
            case PreflightAnswer.Later _ -> done(context);
            case PreflightAnswer.Refused(String reason) -> throw forbidden(reason);
            case PreflightAnswer.Busy _ -> throw busy();
        }
    }

    private static void done(Context context) {
        context.header("Allow", "POST");
        context.status(200);
        context.res().setContentLength(0);
    }

    private void take(Context context) throws IOException {
        PushRoute route = admitted(context);
        long declared = context.req().getContentLengthLong();
        try (var _ = budget.take(declared, BODY_BYTES_MAX)) {
            byte[] body = RequestBody.read(context.req(), BODY_BYTES_MAX, limits.bodyDeadline());
            EventMessage message = RequestMessage.of(context.req(), body);
            if (!message.headers()
                    .getOrDefault("content-encoding", "identity")
                    .equals("identity")) {
                throw new HttpFailure(
                        415, "UnsupportedMediaType", "Content-Encoding is not supported.");
            }
            answer(context, take(route, message));
        }
    }

    private PushAnswer take(PushRoute route, EventMessage message) {
        try {
            return receiver.take(route, message);
        } catch (LogException.Unavailable e) {
            throw unavailable();
        } catch (LogException e) {
            LOG.error("what was pushed to {} could not be stored", route.name(), e);
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    private static void answer(Context context, PushAnswer answer) throws IOException {
        switch (answer) {
            case PushAnswer.Validated(String code) ->
                    Answer.ok(
                            context.res(),
                            "application/json; charset=utf-8",
                            new JsonText(128)
                                    .raw("{\"validationResponse\":")
                                    .string(code)
                                    .raw("}")
                                    .toBytes());
            case PushAnswer.Taken _,
                    PushAnswer.ValidatedLater _,
                    PushAnswer.SubscriptionDeleted _ -> {
                context.status(200);
                context.res().setContentLength(0);
            }
            case PushAnswer.NotValidated(String reason) -> throw forbidden(reason);
            case PushAnswer.Misdirected(String reason) ->
                    throw new HttpFailure(421, "MisdirectedRequest", reason + ".");
            case PushAnswer.UnsupportedSchema(String reason) ->
                    throw new HttpFailure(415, "UnsupportedMediaType", reason + ".");
            case PushAnswer.Unreadable(String reason) ->
                    throw new HttpFailure(422, "UnprocessableContent", reason + ".");
            case PushAnswer.Conflicting(String reason) ->
                    throw new HttpFailure(409, "Conflict", reason + ".");
            case PushAnswer.Rejected(String reason) ->
                    throw new HttpFailure(400, "BadRequest", "Rejected: " + reason + ".");
            case PushAnswer.Postponed(String reason) ->
                    throw HttpFailures.unavailable("Not taken yet: " + reason + ".");
            case PushAnswer.Busy _ -> throw busy();
        }
    }

    /** Asks for the credential before a byte of the body is read. */
    private PushRoute admitted(Context context) {
        context.header("Cache-Control", "no-store");
        Admission admission =
                receiver.admit(
                        context.pathParam("route"),
                        context.queryParam(SECRET_PARAMETER),
                        context.header("Authorization"));
        return switch (admission) {
            case Admission.Admitted(PushRoute route) -> route;
            case Admission.Refused _ ->
                    throw new HttpFailure(
                                    401,
                                    "Unauthorized",
                                    "The secret or token does not fit this route.")
                            .with("WWW-Authenticate", "Bearer realm=\"push\"");
            case Admission.Unknown _ ->
                    throw HttpFailures.unavailable(
                            "The keys of the token issuer cannot be read; try again.");
        };
    }

    private static HttpFailure forbidden(String reason) {
        return new HttpFailure(403, "Forbidden", "Not confirmed: " + reason + ".");
    }

    private static HttpFailure busy() {
        return HttpFailures.unavailable("Too many subscriptions are being confirmed; try again.");
    }

    private static HttpFailure unavailable() {
        return HttpFailures.unavailable(
                "The events may not be stored; deliver them again, repeats are recognised.");
    }
}
