package io.gridgate.http.partner;

import io.gridgate.accept.Acceptance;
import io.gridgate.accept.Acceptor;
import io.gridgate.accept.Handshake;
import io.gridgate.accept.PartnerQuota;
import io.gridgate.accept.Receipt;
import io.gridgate.accept.SourceLimits;
import io.gridgate.accept.StatusAnswer;
import io.gridgate.auth.Caller;
import io.gridgate.auth.Presented;
import io.gridgate.event.EventKey;
import io.gridgate.event.EventMessage;
import io.gridgate.event.Problem;
import io.gridgate.http.Answer;
import io.gridgate.http.BodyBudget;
import io.gridgate.http.ClientAddress;
import io.gridgate.http.ContentCoding;
import io.gridgate.http.ErrorEnvelope;
import io.gridgate.http.HttpFailure;
import io.gridgate.http.HttpFailures;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.RequestBody;
import io.gridgate.http.RequestMessage;
import io.gridgate.http.Routes;
import io.gridgate.log.EventStatus;
import io.gridgate.log.LogException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The partner API: {@code POST /partners/{partner}/{source}} takes events in, and {@code GET
 * /partners/{partner}/{source}/events?source=…&id=…} tells where one is.
 */
public final class PartnerRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(PartnerRoutes.class);
    private static final String INGEST = "/partners/{partner}/{source}";
    private static final String STATUS = INGEST + "/events";
    private static final String ROOT = "/partners/";

    private final Acceptor acceptor;
    private final HttpLimits limits;
    private final ClientAddress address;
    private final BodyBudget budget;
    private final Problems problems = new Problems();

    /**
     * Makes the routes.
     *
     * @param acceptor the pipeline behind them
     * @param limits how long a body may take
     * @param address tells where a request comes from
     */
    public PartnerRoutes(Acceptor acceptor, HttpLimits limits, ClientAddress address) {
        this.acceptor = acceptor;
        this.limits = limits;
        this.address = address;
        this.budget = BodyBudget.ofHeap();
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post(INGEST, this::take);
        routes.get(STATUS, this::status);
    }

    @Override
    public boolean owns(String path) {
        return path.startsWith(ROOT);
    }

    @Override
    public ErrorEnvelope errors() {
        return problems;
    }

    @Override
    public Optional<String> openApiResource() {
        return Optional.of("/openapi/partner.json");
    }

    private void take(Context context) throws IOException {
        String partner = context.pathParam("partner");
        String source = context.pathParam("source");
        SourceLimits bounds = acceptor.limits(partner, source);
        String encoding = Objects.requireNonNullElse(context.header("Content-Encoding"), "");
        // How large an encoded body becomes is known only when it is.
        long declared = ContentCoding.isPlain(encoding) ? context.req().getContentLengthLong() : -1;
        try (var _ = budget.take(declared, bounds.bodyBytesMax())) {
            byte[] sent =
                    RequestBody.read(context.req(), bounds.bodyBytesMax(), limits.bodyDeadline());
            byte[] body =
                    ContentCoding.decode(
                            encoding, sent, bounds.bodyBytesMax(), bounds.expansionMax());
            EventMessage message = RequestMessage.of(context.req(), body);
            String target = RequestMessage.target(context.req());
            answer(context, partner, source, accept(caller(context), target, message));
        }
    }

    private Caller caller(Context context) {
        return new Caller(
                context.pathParam("partner"),
                context.pathParam("source"),
                address.of(context.req()));
    }

    private Acceptance accept(Caller caller, String target, EventMessage message) {
        try {
            return acceptor.accept(caller, target, message);
        } catch (LogException.Unavailable e) {
            throw unavailable();
        } catch (LogException e) {
            LOG.error(
                    "an event of {}/{} could not be stored", caller.partner(), caller.source(), e);
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    private static void answer(
            Context context, String partner, String source, Acceptance acceptance)
            throws IOException {
        switch (acceptance) {
            case Acceptance.Unauthenticated _ -> throw unauthenticated();
            case Acceptance.Undecided _ -> throw undecided();
            case Acceptance.UnsupportedMediaType _ ->
                    throw ErrorCode.UNSUPPORTED_MEDIA_TYPE.failure(
                            "This source does not read the Content-Type of the request.");
            case Acceptance.Malformed(Problem problem) ->
                    throw ErrorCode.MALFORMED.failure(problem.message());
            case Acceptance.Greeted(Handshake handshake) ->
                    Answer.ok(
                            context.res(),
                            handshake.contentType(),
                            handshake.text().getBytes(StandardCharsets.UTF_8));
            case Acceptance.OverQuota(PartnerQuota.Limits bounds, Duration retryAfter) ->
                    throw QuotaAnswer.of(bounds, retryAfter);
            case Acceptance.TooManyEvents(int events, int max) ->
                    throw ErrorCode.TOO_MANY_EVENTS.failure(
                            "The request has " + events + " events; at most " + max + " may be.");
            case Acceptance.Processed(List<Receipt> receipts) ->
                    new ReceiptAnswer(partner, source, receipts).write(context.res());
        }
    }

    private void status(Context context) throws IOException {
        Presented presented =
                new Presented(
                        RequestMessage.target(context.req()),
                        RequestMessage.headers(context.req()),
                        new byte[0]);
        EventKey key = StatusJson.key(context);
        switch (acceptor.status(caller(context), presented, key)) {
            case StatusAnswer.Unauthenticated _ -> throw unauthenticated();
            case StatusAnswer.Undecided _ -> throw undecided();
            case StatusAnswer.Unknown _ ->
                    throw ErrorCode.NOT_FOUND.failure("No such event is known here.");
            case StatusAnswer.Known(EventStatus status) ->
                    StatusJson.write(context.res(), key, status, StatusJson.state(status));
            case StatusAnswer.Held(EventStatus status) ->
                    StatusJson.write(context.res(), key, status, StatusJson.stateHeld(status));
        }
    }

    private static HttpFailure unauthenticated() {
        return ErrorCode.UNAUTHENTICATED
                .failure("The key or signature does not fit this partner and source.")
                .with("WWW-Authenticate", "Bearer realm=\"partners\"");
    }

    private static HttpFailure undecided() {
        return HttpFailures.unavailable(
                "The keys of the token's issuer cannot be had right now; nothing was stored.");
    }

    private static HttpFailure unavailable() {
        return HttpFailures.unavailable(
                "The events may not be stored; send the same request again, repeats are recognised.");
    }
}
