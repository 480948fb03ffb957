package io.gridgate.http.namespace;

import io.gridgate.auth.AccessKeys;
import io.gridgate.auth.BearerTokens;
import io.gridgate.auth.Permission;
import io.gridgate.http.ErrorEnvelope;
import io.gridgate.http.HttpFailures;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.Routes;
import io.gridgate.log.EventLog;
import io.gridgate.log.LogException;
import io.gridgate.log.Settlement;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The data plane of an Event Grid namespace: publish, receive, acknowledge, release, reject,
 * renewLock.
 *
 * <p>Each request is checked in this order: credential, api-version, topic, subscription,
 * parameters, body.
 */
public final class NamespaceRoutes implements Routes {

    private static final String TOPIC = "/topics/{topic}";
    private static final String SUBSCRIPTION = TOPIC + "/eventsubscriptions/{subscription}";

    private final EventLog log;
    private final NamespaceLimits limits;
    private final TopicDirectory directory;
    private final Gatekeeper gatekeeper;
    private final NamespaceErrors errors;
    private final LongPolls polls = new LongPolls();
    private final Duration bodyDeadline;
    private final Set<SubscriptionName> pushed;

    /**
     * What the data plane works on.
     *
     * @param log the log with topics and event subscriptions
     * @param namespaceId stays the same over restarts; lock tokens are derived from it
     * @param limits strict or relaxed
     * @param keys the access keys
     * @param bearer bearer tokens, where an issuer is configured
     * @param clock the time of error answers and of expiry times
     * @param bodyDeadline how long a request body may take
     */
    public record Settings(
            EventLog log,
            UUID namespaceId,
            NamespaceLimits limits,
            AccessKeys keys,
            Optional<BearerTokens> bearer,
            InstantSource clock,
            Duration bodyDeadline) {

        /**
         * Makes settings with the usual deadline and clock.
         *
         * @param log the log with topics and event subscriptions
         * @param namespaceId stays the same over restarts
         * @param limits strict or relaxed
         * @param keys the access keys
         * @param bearer bearer tokens, where an issuer is configured
         */
        public Settings(
                EventLog log,
                UUID namespaceId,
                NamespaceLimits limits,
                AccessKeys keys,
                Optional<BearerTokens> bearer) {
            this(
                    log,
                    namespaceId,
                    limits,
                    keys,
                    bearer,
                    InstantSource.system(),
                    HttpLimits.DEFAULT.bodyDeadline());
        }
    }

    /**
     * Makes the routes.
     *
     * @param settings what they work on
     */
    public NamespaceRoutes(Settings settings) {
        this(settings, Set.of());
    }

    /**
     * Makes the routes of a namespace that pushes some event subscriptions itself.
     *
     * @param settings what they work on
     * @param pushed the event subscriptions that cannot be received from
     */
    public NamespaceRoutes(Settings settings, Collection<SubscriptionName> pushed) {
        this.pushed = Set.copyOf(pushed);
        this.log = settings.log();
        this.limits = settings.limits();
        this.directory = new TopicDirectory(settings.log(), settings.namespaceId());
        this.gatekeeper = new Gatekeeper(settings.keys(), settings.bearer(), settings.clock());
        this.errors = new NamespaceErrors(settings.clock());
        this.bodyDeadline = settings.bodyDeadline();
    }

    @Override
    public void register(RoutesConfig routes) {
        PublishHandler publish = new PublishHandler(log, limits, bodyDeadline);
        ReceiveHandler receive = new ReceiveHandler(log, limits, polls);
        routes.post(TOPIC + ":publish", guarded(ctx -> publish(ctx, publish)));
        routes.post(SUBSCRIPTION + ":receive", guarded(ctx -> receive(ctx, receive)));
        SettleHandler settle = new SettleHandler(log, limits, bodyDeadline);
        for (Settlements kind : Settlements.values()) {
            routes.post(
                    SUBSCRIPTION + ":" + kind.operation(),
                    guarded(ctx -> settle(ctx, settle, kind)));
        }
    }

    @Override
    public boolean owns(String path) {
        return path.startsWith("/topics/") || path.equals("/topics");
    }

    @Override
    public ErrorEnvelope errors() {
        return errors;
    }

    @Override
    public Optional<String> openApiResource() {
        return Optional.of("/openapi/namespace.json");
    }

    @Override
    public void stopping() {
        polls.stop();
    }

    private void publish(Context ctx, PublishHandler handler)
            throws IOException, InterruptedException {
        QueryParameters query = enter(ctx, Permission.SEND);
        ApiVersion.of(query);
        Topic topic = directory.topic(ctx.pathParam("topic"));
        handler.handle(ctx.req(), ctx.res(), topic);
    }

    private void receive(Context ctx, ReceiveHandler handler)
            throws IOException, InterruptedException {
        QueryParameters query = enter(ctx, Permission.RECEIVE);
        ApiVersion.of(query);
        handler.handle(ctx.res(), query, entry(ctx));
    }

    private void settle(Context ctx, SettleHandler handler, Settlements kind)
            throws IOException, InterruptedException {
        QueryParameters query = enter(ctx, Permission.RECEIVE);
        ApiVersion version = ApiVersion.of(query);
        TopicDirectory.Entry entry = entry(ctx);
        Settlement settlement =
                kind.of(new Settlements.Request(version, query, entry.subscription(), limits));
        handler.handle(ctx.req(), ctx.res(), entry, settlement);
    }

    private QueryParameters enter(Context ctx, Permission permission) {
        QueryParameters query = QueryParameters.parse(ctx.req().getQueryString());
        gatekeeper.check(ctx.req(), query, permission, ctx.path());
        return query;
    }

    private TopicDirectory.Entry entry(Context ctx) {
        TopicDirectory.Entry entry =
                directory.subscription(ctx.pathParam("topic"), ctx.pathParam("subscription"));
        if (pushed.contains(entry.subscription().name())) {
            throw NamespaceFailures.badRequest(
                    "Event subscription '%s' pushes its events, they cannot be received"
                            .formatted(entry.subscription().name().value()));
        }
        return entry;
    }

    /** What the log cannot do becomes the answer that tells the caller whether to try again. */
    private static Handler guarded(Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (LogException.NotFound e) {
                throw NamespaceFailures.notFound(String.valueOf(e.getMessage()));
            } catch (LogException.Unavailable e) {
                throw HttpFailures.unavailable("The namespace takes no more right now; try again.");
            } catch (InterruptedException e) {
                throw HttpFailures.unavailable("The namespace is stopping; try again.");
            }
        };
    }
}
