package io.gridgate.app.output;

import io.gridgate.app.namespace.NamespaceConfig;
import io.gridgate.app.namespace.NamespaceReady;
import io.gridgate.log.Subscription;

import java.util.StringJoiner;

/** What a person reads on the terminal when a namespace has started. */
public final class NamespaceGreeting {

    private static final String HINT =
            "There is no topic yet; start with --topic orders --subscription orders/worker";

    private NamespaceGreeting() {}

    /**
     * Returns the text.
     *
     * @param ready what the namespace became
     * @param config what it was to be
     * @return lines, the last one ended
     */
    public static String text(NamespaceReady ready, NamespaceConfig config) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add("Event Grid namespace");
        lines.add("  HTTP   " + ready.httpUrl());
        ready.httpsUrl().ifPresent(url -> lines.add("  HTTPS  " + url));
        ready.caPath()
                .ifPresent(path -> lines.add("  CA     " + path + "  (HTTPS clients trust it)"));
        lines.add("  keys   " + String.join("\n         ", ready.keys()));
        lines.add("  data   " + config.data().toAbsolutePath().normalize());
        for (String topic : ready.topics()) {
            lines.add("  topic  " + topic);
            for (Subscription subscription : config.subscriptions()) {
                if (subscription.name().topic().value().equals(topic)) {
                    lines.add(
                            "           %s (lock %s, %d deliveries)"
                                    .formatted(
                                            subscription.name().value(),
                                            subscription.lock(),
                                            subscription.maxDeliveryCount()));
                }
            }
        }
        lines.add("");
        lines.add(ready.topics().isEmpty() ? HINT : "Publish an event:\n" + curl(ready));
        return lines.toString();
    }

    private static String curl(NamespaceReady ready) {
        return """
          curl -X POST '%s/topics/%s:publish?api-version=2024-06-01' \\
            -H 'Authorization: SharedAccessKey %s' \\
            -H 'Content-Type: application/cloudevents+json' \\
            -d '{"specversion":"1.0","id":"1","source":"/hello","type":"hello.world","data":{"text":"hello"}}'
        """
                .formatted(ready.httpUrl(), ready.topics().getFirst(), ready.keys().getFirst())
                .stripTrailing();
    }
}
