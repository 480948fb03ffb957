package io.gridgate.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;

import jakarta.servlet.http.HttpServletResponse;

import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The one place where a failed request becomes an answer: picks the envelope of the role that owns
 * the path, logs what is a bug, and keeps the details out of the answer.
 */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final List<Routes> roles;
    private final ErrorEnvelope fallback = new ProblemDetails();

    Failures(List<Routes> roles) {
        this.roles = roles;
    }

    void register(RoutesConfig routes) {
        routes.exception(HttpFailure.class, (failure, ctx) -> answer(ctx, failure, trackingId()));
        routes.exception(
                HttpResponseException.class,
                (refused, ctx) -> answer(ctx, translate(refused), trackingId()));
        routes.exception(Exception.class, this::uncaught);
    }

    ErrorEnvelope.Rendered render(String path, HttpFailure failure, String trackingId) {
        return envelopeOf(path).render(failure, trackingId);
    }

    static String trackingId() {
        return UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    }

    /** {@return the failure for a status that the server below decided on} */
    static HttpFailure ofStatus(int status) {
        return switch (status) {
            case 404 -> HttpFailures.noSuchRoute();
            case 408 -> HttpFailures.bodyTooSlow();
            case 414 -> new HttpFailure(414, "UriTooLong", "The request line is too long.");
            case 431 ->
                    new HttpFailure(
                            431,
                            "RequestHeaderFieldsTooLarge",
                            "The request has too many or too large headers.");
            case 503 -> HttpFailures.unavailable("The service is stopping; try again.");
            default ->
                    status >= 500
                            ? HttpFailures.internal()
                            : new HttpFailure(
                                    status, "BadRequest", "The request is not valid HTTP.");
        };
    }

    private void uncaught(Exception e, Context ctx) {
        if (e instanceof HttpException http && http.getCode() < 500) {
            answer(ctx, ofStatus(http.getCode()).closing(), trackingId());
            return;
        }
        String trackingId = trackingId();
        LOG.error("{} {} failed, tracking id {}", ctx.method(), ctx.path(), trackingId, e);
        answer(ctx, HttpFailures.internal(), trackingId);
    }

    /** Answers a request whose handler met an error of the machine, such as a full stack. */
    void broken(HttpServletResponse response, Error error) {
        String path =
                ServletContextResponse.getServletContextResponse(response)
                        .getRequest()
                        .getHttpURI()
                        .getPath();
        String trackingId = trackingId();
        LOG.error("{} failed, tracking id {}", path, trackingId, error);
        answer(response, path == null ? "/" : path, HttpFailures.internal(), trackingId);
    }

    private void answer(Context ctx, HttpFailure failure, String trackingId) {
        boolean whole =
                failure.headers().containsKey("Connection") || RequestBody.discard(ctx.req());
        answer(ctx.res(), ctx.path(), whole ? failure : failure.closing(), trackingId);
    }

    private void answer(
            HttpServletResponse response, String path, HttpFailure failure, String trackingId) {
        if (response.isCommitted()) {
            return; // the caller has a part of another answer; cutting it short is all that is left
        }
        ErrorEnvelope.Rendered rendered = render(path, failure, trackingId);
        response.reset();
        failure.headers().forEach(response::setHeader);
        rendered.headers().forEach(response::setHeader);
        try {
            Answer.write(response, failure.status(), rendered.contentType(), rendered.body());
        } catch (IOException e) {
            LOG.debug("caller left before its error answer", e);
        }
    }

    private static HttpFailure translate(HttpResponseException refused) {
        if (refused instanceof MethodNotAllowedResponse) {
            return HttpFailures.methodNotAllowed(String.join(", ", refused.getDetails().values()));
        }
        return ofStatus(refused.getStatus());
    }

    private ErrorEnvelope envelopeOf(String path) {
        for (Routes role : roles) {
            if (role.owns(path)) {
                return role.errors();
            }
        }
        return fallback;
    }
}
