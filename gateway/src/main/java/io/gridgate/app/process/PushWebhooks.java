package io.gridgate.app.process;

import io.gridgate.accept.push.ExpectedSenders;
import io.gridgate.accept.push.LogDestination;
import io.gridgate.accept.push.PushCounts;
import io.gridgate.accept.push.PushDestination;
import io.gridgate.accept.push.PushListener;
import io.gridgate.accept.push.PushLog;
import io.gridgate.accept.push.PushReceiver;
import io.gridgate.accept.push.PushRoute;
import io.gridgate.accept.push.ValidationCalls;
import io.gridgate.app.settings.PushRouteSettings;
import io.gridgate.app.settings.PushTargetSettings;
import io.gridgate.auth.BearerTokens;
import io.gridgate.auth.PushCredential;
import io.gridgate.auth.SharedSecrets;
import io.gridgate.handlers.bridge.StatusRules;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.Routes;
import io.gridgate.http.push.PrivateTarget;
import io.gridgate.http.push.PushRoutes;
import io.gridgate.log.EventLog;
import io.gridgate.log.TopicName;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;

/** The webhooks for Event Grid that a role has by its settings. Closed after the server. */
public final class PushWebhooks implements AutoCloseable {

    private final ValidationCalls calls = new ValidationCalls();
    private final List<PrivateTarget> targets = new ArrayList<>();
    private final PushCounts counts;
    private final Optional<Routes> routes;

    /**
     * Puts the webhooks together.
     *
     * @param settings the settings by route
     * @param topics which topic of the log a route goes to, by the names of the route and of the
     *     topic in the settings; it is declared and deduplicates
     * @param log the log of the role
     * @param limits limits of the listeners
     * @param clock the time
     */
    public PushWebhooks(
            Map<String, PushRouteSettings> settings,
            BiFunction<String, String, TopicName> topics,
            EventLog log,
            HttpLimits limits,
            InstantSource clock) {
        counts = new PushCounts(settings.keySet());
        PushLog lines = new PushLog();
        PushListener listener =
                (route, occurrence, count, detail) -> {
                    counts.happened(route, occurrence, count, detail);
                    lines.happened(route, occurrence, count, detail);
                };
        List<PushRoute> all =
                settings.entrySet().stream()
                        .map(entry -> {
                            String name = entry.getKey();
                            PushRouteSettings it = entry.getValue();
                            PushDestination destination =
                                    it.target()
                                            .map(target -> destination(target, listener))
                                            .orElseGet(() ->
                                                    new LogDestination(
                                                            log,
                                                            topics.apply(
                                                                    name, it.topic().orElseThrow()),
                                                            listener));
                            return route(name, it, destination, clock);
                        })
                        .toList();
        routes =
                all.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new PushRoutes(new PushReceiver(all, listener, calls), limits));
    }

    private PushDestination destination(PushTargetSettings settings, PushListener listener) {
        PrivateTarget target =
                new PrivateTarget(
                        settings.url(),
                        settings.timeout(),
                        StatusRules.rejecting(settings.reject()),
                        settings.concurrency(),
                        listener);
        targets.add(target);
        return target;
    }

    private static PushRoute route(
            String name,
            PushRouteSettings settings,
            PushDestination destination,
            InstantSource clock) {
        return new PushRoute(
                name,
                new PushCredential(
                        settings.secrets().isEmpty()
                                ? Optional.empty()
                                : Optional.of(new SharedSecrets(settings.secrets())),
                        settings.entra().stream()
                                .flatMap(entra -> entra.bearers().stream())
                                .map(bearer -> new BearerTokens(bearer, clock))
                                .toList()),
                new ExpectedSenders(
                        settings.topics(), settings.subscriptions(), settings.origins()),
                Set.copyOf(settings.schemas()),
                settings.handshake(),
                settings.ratePerMinute().map(OptionalInt::of).orElse(OptionalInt.empty()),
                destination);
    }

    /**
     * Returns what a server must answer.
     *
     * @return the routes; empty where there are none by the settings
     */
    public Optional<Routes> routes() {
        return routes;
    }

    /**
     * Returns what came to the routes.
     *
     * @return the counts, which go on
     */
    public PushCounts counts() {
        return counts;
    }

    /** Gives up confirmations that are under way. */
    @Override
    public void close() {
        targets.forEach(PrivateTarget::close);
        calls.close();
    }
}
