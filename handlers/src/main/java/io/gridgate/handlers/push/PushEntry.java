package io.gridgate.handlers.push;

import io.cloudevents.CloudEvent;
import io.cloudevents.rw.CloudEventRWException;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.EventText;
import io.gridgate.handlers.FailurePolicy;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.client.ReleaseDelay;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Gives events that Event Grid pushes in the CloudEvents schema to a handler, which need not know
 * that they were not pulled, and says by the status what becomes of them.
 *
 * <p>An event that is acknowledged is answered 200, one that is rejected 400, which a namespace
 * does not repeat, and one that is released 503, so that it comes again. A request with several
 * events has one status: 503 if one is released, else 400 if one is rejected; what was acknowledged
 * beside it then comes again or becomes a dead letter, too.
 *
 * <p>Who may call is for the web server to check, before: this authenticates nobody. It answers the
 * validation handshake for the origins that it was told. Safe for use by many threads; the handler
 * runs on the thread that calls.
 *
 * <p>Source: "Namespace topics push delivery", "Endpoint validation with CloudEvents schema",
 * Microsoft Learn; HTTP 1.1 Web Hooks for Event Delivery 1.0.
 */
public final class PushEntry {

    /** The origin that public Azure names. */
    public static final String AZURE = "eventgrid.azure.net";

    private static final Logger LOG = LoggerFactory.getLogger(PushEntry.class);
    private static final PushAnswer DONE = PushAnswer.of(200);
    private static final PushAnswer NEVER = PushAnswer.of(400);
    private static final PushAnswer AGAIN = PushAnswer.of(503);

    private final EventHandler handler;
    private final FailurePolicy failurePolicy;
    private final Set<String> origins;
    private final InstantSource clock;

    /**
     * Makes an entry for public Azure, with the failure policy that a worker has by default.
     *
     * @param handler gets the events
     */
    public PushEntry(EventHandler handler) {
        this(handler, FailurePolicy.releaseThenReject(), Set.of(AZURE));
    }

    /**
     * Makes an entry.
     *
     * @param handler gets the events
     * @param failurePolicy what becomes of an event whose handler threw
     * @param origins who may push, as {@code WebHook-Request-Origin} names them in the handshake
     */
    public PushEntry(EventHandler handler, FailurePolicy failurePolicy, Set<String> origins) {
        this(handler, failurePolicy, origins, InstantSource.system());
    }

    PushEntry(
            EventHandler handler,
            FailurePolicy failurePolicy,
            Set<String> origins,
            InstantSource clock) {
        this.handler = handler;
        this.failurePolicy = failurePolicy;
        this.origins = Set.copyOf(origins);
        this.clock = clock;
    }

    /**
     * {@return what to answer} 405 for another method, 415 for another content type, 400 for events
     * that cannot be read.
     *
     * @param request who sent it has been checked
     */
    public PushAnswer answer(PushRequest request) {
        return switch (request.method()) {
            case "OPTIONS" -> consent(request);
            case "POST" -> delivered(request);
            default -> new PushAnswer(405, Map.of("Allow", "OPTIONS, POST"));
        };
    }

    /** Consents to deliveries by naming the origin; who is not named must not send. */
    private PushAnswer consent(PushRequest request) {
        String origin = request.header("WebHook-Request-Origin").orElse("");
        if (!origins.contains(origin)) {
            LOG.warn("A push handshake from an origin that is not allowed was refused");
            return PushAnswer.of(403);
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("WebHook-Allowed-Origin", origin);
        headers.put("Allow", "OPTIONS, POST");
        if (request.header("WebHook-Request-Rate").isPresent()) {
            headers.put("WebHook-Allowed-Rate", "*");
        }
        return new PushAnswer(200, headers);
    }

    private PushAnswer delivered(PushRequest request) {
        List<JsonCloudEvent> events;
        try {
            switch (mediaType(request)) {
                case "application/cloudevents+json" ->
                        events = List.of(JsonCloudEvent.of(request.body()));
                case "application/cloudevents-batch+json" ->
                        events = JsonCloudEvent.batch(request.body());
                default -> {
                    return PushAnswer.of(415);
                }
            }
            events.forEach(PushEntry::check);
        } catch (CloudEventRWException e) {
            LOG.warn("A pushed request cannot be read: {}", e.toString());
            return NEVER;
        }
        DeliveryContext context = DeliveryContext.of(deliveryCount(request), clock.instant());
        PushAnswer answer = DONE;
        for (JsonCloudEvent event : events) {
            answer = worse(answer, answer(event, context));
        }
        return answer;
    }

    private static String mediaType(PushRequest request) {
        String type = request.header("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** Reads what every event must have, so that a handler can rely on it. */
    private static void check(CloudEvent event) {
        Objects.requireNonNull(event.getId());
        Objects.requireNonNull(event.getSource());
        Objects.requireNonNull(event.getType());
        Objects.requireNonNull(event.getSpecVersion());
    }

    /** The header counts attempts before this one. */
    private static int deliveryCount(PushRequest request) {
        String before = request.header("aeg-delivery-count").orElse("0");
        return before.matches("\\d{1,6}") ? Integer.parseInt(before) + 1 : 1;
    }

    private PushAnswer answer(CloudEvent event, DeliveryContext context) {
        return switch (outcome(event, context)) {
            case Outcome.Acknowledge() -> DONE;
            case Outcome.Reject(var reason) -> {
                LOG.warn("{} rejected: {}", EventText.of(event), reason);
                yield NEVER;
            }
            case Outcome.Release(var delay) ->
                    delay.seconds() == 0
                            ? AGAIN
                            : new PushAnswer(
                                    503, Map.of("Retry-After", String.valueOf(delay.seconds())));
        };
    }

    private Outcome outcome(CloudEvent event, DeliveryContext context) {
        try {
            return Objects.requireNonNull(handler.handle(event, context), "the handler's outcome");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(event, context, e);
        } catch (Exception e) {
            return failed(event, context, e);
        }
    }

    private Outcome failed(CloudEvent event, DeliveryContext context, Exception failure) {
        LOG.warn("The handler of {} failed", EventText.of(event), failure);
        try {
            return failurePolicy.outcome(failure, context);
        } catch (RuntimeException e) {
            LOG.warn("The failure policy failed, too", e);
            return Outcome.release(ReleaseDelay.ONE_MINUTE);
        }
    }

    private static PushAnswer worse(PushAnswer one, PushAnswer other) {
        return other.status() > one.status() ? other : one;
    }
}
