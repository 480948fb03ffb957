package io.gridgate.accept.push;

import io.gridgate.accept.push.PushListener.Occurrence;
import io.gridgate.accept.push.PushRoute.Handshake;
import io.gridgate.accept.push.PushRoute.Schema;
import io.gridgate.auth.Secret;
import io.gridgate.auth.SharedSecrets;
import io.gridgate.event.EventMessage;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes what Event Grid sends to webhooks: asks for the credential, answers handshakes of expected
 * senders only, and hands deliveries to the destination of their route. For any number of threads.
 *
 * <p>Source: "Webhook event delivery" and "Endpoint validation", Microsoft Learn.
 */
public final class PushReceiver {

    private static final String EVENT_TYPE = "aeg-event-type";
    private static final String SUBSCRIPTION = "aeg-subscription-name";

    private final Map<String, PushRoute> routes = new HashMap<>();
    private final PushListener listener;
    private final ValidationCalls calls;
    private final SharedSecrets nobody =
            new SharedSecrets(List.of(Secret.of(UUID.randomUUID().toString())));

    /**
     * Makes a receiver.
     *
     * @param routes its webhooks, each with a name of its own
     * @param listener hears what comes
     * @param calls confirms subscriptions where a route wants that
     */
    public PushReceiver(
            Collection<PushRoute> routes, PushListener listener, ValidationCalls calls) {
        routes.forEach(route -> this.routes.put(route.name(), route));
        this.listener = listener;
        this.calls = calls;
    }

    /**
     * {@return whether a caller may use a route; asked before a body is read}
     *
     * @param name the route as the caller wrote it
     * @param secret the secret in the query, null where there is none
     * @param authorization the header {@code Authorization}, null where there is none
     */
    public Admission admit(String name, @Nullable String secret, @Nullable String authorization) {
        PushRoute route = routes.get(name);
        if (route == null) {
            boolean _ = nobody.matches(secret); // as much work as for a route that exists
            return unauthenticated(name, "a call to no route of this name");
        }
        return switch (route.credential().check(secret, authorization)) {
            case ADMITTED -> new Admission.Admitted(route);
            case UNKNOWN -> new Admission.Unknown();
            case REFUSED -> unauthenticated(name, "a call without the secret or token");
        };
    }

    private Admission unauthenticated(String name, String detail) {
        listener.happened(name, Occurrence.UNAUTHENTICATED, 1, detail);
        return new Admission.Refused();
    }

    /**
     * Answers a sender of CloudEvents that asks whether it may push.
     *
     * @param route the route that it was admitted to
     * @param asked what it asks for
     * @return the answer
     */
    public PreflightAnswer preflight(PushRoute route, Preflight asked) {
        String origin = asked.origin();
        if (origin == null || !route.senders().expectsOrigin(origin)) {
            return refused(route, "origin " + origin + " is not expected here");
        }
        if (!route.schemas().contains(Schema.CLOUD_EVENTS)) {
            return refused(route, "the route takes no CloudEvents");
        }
        if (route.handshake() == Handshake.CALLBACK && asked.callback() != null) {
            Optional<URI> url = calls.checked(asked.callback());
            if (url.isEmpty()) {
                return refused(route, "the callback is no https address of Event Grid");
            }
            if (!calls.call(route.name(), url.get())) {
                return new PreflightAnswer.Busy();
            }
            validated(route, "origin " + origin + " is told at its callback");
            return new PreflightAnswer.Later();
        }
        validated(route, "origin " + origin + " may push");
        return new PreflightAnswer.Allowed(
                origin, Optional.ofNullable(asked.rate()).map(_ -> rate(route)));
    }

    private static String rate(PushRoute route) {
        return route.ratePerMinute().isPresent()
                ? String.valueOf(route.ratePerMinute().getAsInt())
                : "*";
    }

    private PreflightAnswer refused(PushRoute route, String reason) {
        listener.happened(route.name(), Occurrence.VALIDATION_REFUSED, 1, reason);
        return new PreflightAnswer.Refused(reason);
    }

    /**
     * Takes a request that Event Grid posted.
     *
     * @param route the route that it was admitted to
     * @param message the request
     * @return what became of it
     * @throws InterruptedException if interrupted while waiting; events may have been taken or not
     * @throws io.gridgate.log.LogException.Unavailable if the log takes no more right now
     */
    public PushAnswer take(PushRoute route, EventMessage message) throws InterruptedException {
        String subscription = message.headers().get(SUBSCRIPTION);
        String type = message.headers().getOrDefault(EVENT_TYPE, "").toLowerCase(Locale.ROOT);
        if (type.equals("subscriptionvalidation")) {
            return validate(route, subscription, message);
        }
        if (subscription != null && !route.senders().expectsSubscription(subscription)) {
            return misdirected(route, "subscription " + subscription + " is not expected here");
        }
        if (type.equals("subscriptiondeletion")) {
            String detail = subscription == null ? "a subscription" : subscription;
            listener.happened(route.name(), Occurrence.SUBSCRIPTION_DELETED, 1, detail);
            return new PushAnswer.SubscriptionDeleted();
        }
        Optional<Schema> schema = schema(message);
        if (schema.isEmpty() || !route.schemas().contains(schema.get())) {
            String reason = "Content-Type " + message.contentType() + " is no schema of the route";
            listener.happened(route.name(), Occurrence.MISDIRECTED, 1, reason);
            return new PushAnswer.UnsupportedSchema(reason);
        }
        return route.destination().take(route.name(), message, schema.get());
    }

    private PushAnswer validate(
            PushRoute route, @Nullable String subscription, EventMessage message) {
        Optional<SubscriptionNotice> read = SubscriptionNotice.read(message.body());
        if (read.isEmpty()) {
            return notValidated(route, "the body is not one validation event");
        }
        SubscriptionNotice notice = read.get();
        if (!route.schemas().contains(Schema.EVENT_GRID)) {
            return notValidated(route, "the route does not take the Event Grid schema");
        }
        if (!route.senders().expectsTopic(notice.topic())) {
            return notValidated(route, "topic " + notice.topic() + " is not expected here");
        }
        if (!route.senders().expectsSubscription(subscription)) {
            return notValidated(route, "subscription " + subscription + " is not expected here");
        }
        if (route.handshake() == Handshake.CALLBACK) {
            Optional<URI> url = calls.checked(notice.url());
            if (url.isEmpty()) {
                return notValidated(route, "validationUrl is no https address of Event Grid");
            }
            if (!calls.call(route.name(), url.get())) {
                return new PushAnswer.Busy();
            }
            validated(route, "subscription " + subscription + " is confirmed by a call");
            return new PushAnswer.ValidatedLater();
        }
        validated(route, "subscription " + subscription + " of " + notice.topic() + " may push");
        return new PushAnswer.Validated(notice.code());
    }

    private void validated(PushRoute route, String detail) {
        listener.happened(route.name(), Occurrence.VALIDATED, 1, detail);
    }

    private PushAnswer notValidated(PushRoute route, String reason) {
        listener.happened(route.name(), Occurrence.VALIDATION_REFUSED, 1, reason);
        return new PushAnswer.NotValidated(reason);
    }

    private PushAnswer misdirected(PushRoute route, String reason) {
        listener.happened(route.name(), Occurrence.MISDIRECTED, 1, reason);
        return new PushAnswer.Misdirected(reason);
    }

    private static Optional<Schema> schema(EventMessage message) {
        String type = message.contentType() == null ? "" : message.contentType();
        int end = type.indexOf(';');
        return switch ((end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT)) {
            case "application/cloudevents+json", "application/cloudevents-batch+json" ->
                    Optional.of(Schema.CLOUD_EVENTS);
            case "application/json" -> Optional.of(Schema.EVENT_GRID);
            default -> Optional.empty();
        };
    }
}
