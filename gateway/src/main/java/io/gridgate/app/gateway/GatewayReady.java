package io.gridgate.app.gateway;

import io.gridgate.accept.SourceId;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody must know to use a gateway that has started. Holds no secrets.
 *
 * @param gatewayUrl where it serves HTTP
 * @param gatewayHttpsUrl where it serves HTTPS, if it does
 * @param caPath the certificate that HTTPS clients must trust, if they do not anyway
 * @param sources the sources of its partners
 * @param pushRoutes the names of its webhooks for Event Grid
 */
public record GatewayReady(
        String gatewayUrl,
        Optional<String> gatewayHttpsUrl,
        Optional<Path> caPath,
        Collection<SourceId> sources,
        Collection<String> pushRoutes) {

    /** Sorts and copies the sources. */
    public GatewayReady {
        sources =
                sources.stream()
                        .sorted(
                                Comparator.comparing(SourceId::partner)
                                        .thenComparing(SourceId::name))
                        .toList();
        pushRoutes = pushRoutes.stream().sorted().toList();
    }

    /** Returns where a source takes its requests. */
    static String url(String gatewayUrl, SourceId source) {
        return gatewayUrl + "/partners/" + source.partner() + "/" + source.name();
    }

    /**
     * Returns the members of the line that {@code --json} prints.
     *
     * @return texts and maps by name
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("gatewayUrl", gatewayUrl);
        gatewayHttpsUrl.ifPresent(url -> map.put("gatewayHttpsUrl", url));
        caPath.ifPresent(path -> map.put("caPath", path.toString()));
        Map<String, Map<String, Object>> partners = new LinkedHashMap<>();
        for (SourceId source : sources) {
            partners.computeIfAbsent(source.partner(), _ -> new LinkedHashMap<>())
                    .put(source.name(), Map.of("url", url(gatewayUrl, source)));
        }
        map.put("partners", partners);
        if (!pushRoutes.isEmpty()) {
            Map<String, Object> pushes = new LinkedHashMap<>();
            pushRoutes.forEach(route -> pushes.put(route, Map.of("url", pushUrl(route))));
            map.put("pushRoutes", pushes);
        }
        return map;
    }

    /**
     * Returns the text for people.
     *
     * @return a line for each source and push route
     */
    public List<String> lines() {
        return Stream.concat(
                        sources.stream()
                                .map(source ->
                                        "%-24s %s".formatted(source, url(gatewayUrl, source))),
                        pushRoutes.stream()
                                .map(route -> "%-24s %s".formatted("push", pushUrl(route))))
                .toList();
    }

    private String pushUrl(String route) {
        return gatewayUrl + "/push/" + route;
    }
}
