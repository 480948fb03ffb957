package io.gridgate.app.doctor;

import io.gridgate.app.doctor.NamespaceCheck.Pull;
import io.gridgate.app.settings.Access;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.NamespaceSettings;
import io.gridgate.app.settings.PushRouteSettings;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SourceSettings;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares a settings file with the world. Stateless; a check takes seconds, one after another. */
public final class Doctor {

    private Doctor() {}

    /**
     * Checks every namespace and target that the settings name, and some webhooks besides.
     *
     * @param settings the settings
     * @param webhooks public addresses of push routes, with their secret in the query
     * @param clock the time
     * @return what was found, in the order of the settings
     */
    public static List<Finding> examine(
            Settings settings, List<URI> webhooks, InstantSource clock) {
        Map<Access, Set<String>> sends = new LinkedHashMap<>();
        Map<Access, List<Pull>> receives = new LinkedHashMap<>();
        settings.gateway()
                .ifPresent(gateway ->
                        upstreams(gateway)
                                .forEach(access ->
                                        sends.computeIfAbsent(access, _ -> new TreeSet<>())
                                                .addAll(topics(gateway))));
        settings.worker()
                .ifPresent(worker ->
                        receives.computeIfAbsent(worker.access(), _ -> new ArrayList<>())
                                .add(new Pull(worker.topic(), worker.subscription())));
        settings.bridge()
                .ifPresent(bridge ->
                        bridge.targets()
                                .values()
                                .forEach(target ->
                                        receives.computeIfAbsent(
                                                        bridge.access(), _ -> new ArrayList<>())
                                                .add(
                                                        new Pull(
                                                                target.topic(),
                                                                target.subscription()))));
        List<Finding> findings = new ArrayList<>();
        Stream.concat(sends.keySet().stream(), receives.keySet().stream())
                .distinct()
                .forEach(access ->
                        findings.addAll(
                                new NamespaceCheck(access, clock)
                                        .findings(
                                                sends.getOrDefault(access, Set.of()),
                                                receives.getOrDefault(access, List.of()))));
        settings.bridge()
                .ifPresent(bridge ->
                        bridge.targets()
                                .forEach((name, target) ->
                                        findings.add(WebhookCheck.target(name, target.url()))));
        Stream.concat(
                        settings.gateway().stream().map(GatewaySettings::pushRoutes),
                        settings.namespace().stream().map(NamespaceSettings::pushRoutes))
                .forEach(routes ->
                        routes.forEach((name, route) ->
                                route.target()
                                        .ifPresent(target ->
                                                findings.add(
                                                        WebhookCheck.target(name, target.url())))));
        webhooks.forEach(url -> findings.add(WebhookCheck.pushRoute(url)));
        return findings;
    }

    private static Stream<Access> upstreams(GatewaySettings gateway) {
        return Stream.concat(
                Stream.of(gateway.upstream().access()), gateway.upstream().fallbacks().stream());
    }

    private static List<String> topics(GatewaySettings gateway) {
        return Stream.concat(
                        gateway.partners().values().stream()
                                .flatMap(partner -> partner.sources().values().stream())
                                .map(SourceSettings::topic),
                        gateway.pushRoutes().values().stream()
                                .map(PushRouteSettings::topic)
                                .flatMap(Optional::stream))
                .toList();
    }
}
