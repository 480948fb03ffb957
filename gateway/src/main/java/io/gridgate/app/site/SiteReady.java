package io.gridgate.app.site;

import io.gridgate.app.namespace.NamespaceReady;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What somebody must know to use a ready-made site.
 *
 * @param gatewayUrl where partners send to
 * @param namespace the namespace behind it
 * @param eventsKey the key of source {@code demo/events}; secret
 * @param gitHubSecret the webhook secret of source {@code demo/github}; secret
 * @param handlerOutput the file to which the handler writes one event per line
 */
public record SiteReady(
        String gatewayUrl,
        NamespaceReady namespace,
        String eventsKey,
        String gitHubSecret,
        Path handlerOutput) {

    /**
     * Returns where a source takes its requests.
     *
     * @param source its name
     * @return the URL
     */
    public String sourceUrl(String source) {
        return gatewayUrl + "/partners/" + Site.PARTNER + "/" + source;
    }

    /**
     * Returns the members of the line that {@code --json} prints.
     *
     * @return texts and maps by name
     */
    public Map<String, Object> toMap() {
        Map<String, Object> sources = new LinkedHashMap<>();
        sources.put(Site.EVENTS, Map.of("url", sourceUrl(Site.EVENTS), "key", eventsKey));
        sources.put(Site.GITHUB, Map.of("url", sourceUrl(Site.GITHUB), "secret", gitHubSecret));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("gatewayUrl", gatewayUrl);
        map.put("namespaceHttpUrl", namespace.httpUrl());
        map.put("namespaceHttpsUrl", namespace.httpsUrl().orElse(""));
        map.put("namespaceKey", namespace.keys().getFirst());
        map.put("caPath", namespace.caPath().map(Path::toString).orElse(""));
        map.put("partners", Map.of(Site.PARTNER, sources));
        map.put("handlerOutput", handlerOutput.toString());
        return map;
    }

    @Override
    public String toString() {
        return "SiteReady[" + gatewayUrl + ", " + namespace + "]";
    }
}
