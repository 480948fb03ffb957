package io.gridgate.app.namespace;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody must know to use a namespace that has started.
 *
 * @param httpUrl where it serves HTTP
 * @param httpsUrl where it serves HTTPS, if it does
 * @param caPath the certificate that HTTPS clients must trust, if they do not anyway
 * @param keys its access keys; secret
 * @param topics the names of its topics
 */
public record NamespaceReady(
        String httpUrl,
        Optional<String> httpsUrl,
        Optional<Path> caPath,
        List<String> keys,
        List<String> topics) {

    /**
     * Returns the members of the line that {@code --json} prints.
     *
     * @return texts and lists of texts by name
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("httpUrl", httpUrl);
        httpsUrl.ifPresent(url -> map.put("httpsUrl", url));
        caPath.ifPresent(path -> map.put("caPath", path.toString()));
        map.put("keys", keys);
        map.put("topics", topics);
        return map;
    }

    @Override
    public String toString() {
        return "NamespaceReady[" + httpUrl + ", " + httpsUrl + ", " + topics + "]";
    }
}
