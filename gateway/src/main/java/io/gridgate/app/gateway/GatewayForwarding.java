package io.gridgate.app.gateway;

import io.gridgate.accept.SourceId;
import io.gridgate.app.process.ClassicTopics;
import io.gridgate.app.process.NamespaceClients;
import io.gridgate.app.settings.ClassicTopicSettings;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.SourceSettings;
import io.gridgate.app.settings.UpstreamSettings;
import io.gridgate.deliver.Backoff;
import io.gridgate.deliver.LaneListener;
import io.gridgate.deliver.LaneSettings;
import io.gridgate.deliver.Pace;
import io.gridgate.deliver.forward.ForwardRoute;
import io.gridgate.deliver.forward.Forwarder;
import io.gridgate.log.EventLog;
import io.gridgate.log.TopicName;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** The way from the outboxes of a gateway to Event Grid, with what it needs. For one thread. */
final class GatewayForwarding implements AutoCloseable {

    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final Duration BACKOFF_BASE = Duration.ofMillis(500);

    private final Forwarder forwarder;
    private final ClaimCheckStore store;

    /** Puts it together; nothing is forwarded yet. */
    GatewayForwarding(
            GatewaySettings settings,
            Map<SourceId, SourceSettings> sources,
            Function<String, TopicName> outboxOfPushRoute,
            EventLog log,
            LaneListener listener) {
        store = ClaimCheckStore.open(settings.claimCheck());
        UpstreamSettings upstream = settings.upstream();
        ClassicTopics classicTopics =
                new ClassicTopics(settings.classicTopics(), upstream.requestTimeout());
        List<ForwardRoute> routes = new ArrayList<>();
        sources.forEach((id, it) -> routes.add(new ForwardRoute(id.outbox(), it.topic())));
        settings.pushRoutes()
                .forEach((name, it) ->
                        it.topic()
                                .map(topic ->
                                        new ForwardRoute(outboxOfPushRoute.apply(name), topic))
                                .ifPresent(routes::add));
        forwarder =
                new Forwarder(
                        log,
                        routes,
                        upstreams(upstream),
                        new Forwarder.Topics(store.byTopic(), classicTopics.sinks()),
                        options(settings, log),
                        new ForwardLog(
                                upstream.access().endpoint(),
                                elsewhere(routes, settings.classicTopics()),
                                listener));
    }

    private static List<Forwarder.Upstream> upstreams(UpstreamSettings upstream) {
        return Stream.concat(Stream.of(upstream.access()), upstream.fallbacks().stream())
                .map(access ->
                        new Forwarder.Upstream(
                                access.endpoint().toString(),
                                topic ->
                                        NamespaceClients.sender(
                                                access, topic, upstream.requestTimeout())))
                .toList();
    }

    private static Forwarder.Options options(GatewaySettings settings, EventLog log) {
        UpstreamSettings upstream = settings.upstream();
        LaneSettings lane =
                new LaneSettings(
                        upstream.batchEventsMax(),
                        upstream.batchBytesMax(),
                        upstream.requestsInFlight(),
                        settings.outbox().lock(),
                        upstream.ordered());
        return new Forwarder.Options(
                lane,
                new Backoff(BACKOFF_BASE, upstream.backoffMax()),
                new Random(),
                log::now,
                upstream.throughputUnits().map(units -> new Pace(units, log::now)));
    }

    private static Map<TopicName, URI> elsewhere(
            List<ForwardRoute> routes, Map<String, ClassicTopicSettings> classicTopics) {
        Map<TopicName, URI> endpoints = new HashMap<>();
        for (ForwardRoute route : routes) {
            ClassicTopicSettings classic = classicTopics.get(route.topic());
            if (classic != null) {
                endpoints.put(route.outbox(), classic.target().endpoint());
            }
        }
        return endpoints;
    }

    void start() {
        forwarder.start();
    }

    /** Lets requests under way finish for up to 10 s. */
    @Override
    public void close() {
        try {
            forwarder.stop(DRAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            store.close();
        }
    }
}
