package io.gridgate.app.settings;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The worker role as a bridge: events go to HTTP targets in the private network.
 *
 * @param access the namespace to pull from
 * @param drainTimeout how long a stop may take
 * @param targets the targets by name, one at least
 */
public record BridgeSettings(
        Access access, Duration drainTimeout, Map<String, TargetSettings> targets) {

    static final Section SECTION =
            Section.of(
                            "The worker role as a bridge: pulls events and posts them to HTTP"
                                    + " targets in the private network, as Event Grid would push"
                                    + " them.",
                            Access.ENDPOINT,
                            Access.IDENTITY,
                            Access.KEY,
                            Access.TRUSTED_CERTIFICATES,
                            WorkerSettings.DRAIN_TIMEOUT)
                    .with(Section.Child.named("targets", "<target>", TargetSettings.SECTION));

    /** Checks that there is a target, and that their names can be used. */
    public BridgeSettings {
        WorkerSettings.DRAIN_TIMEOUT.check(drainTimeout);
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("needs at least one target under targets");
        }
        targets.keySet().forEach(name -> Access.checkName("target", name));
    }

    static BridgeSettings from(Node node) {
        return node.make(() ->
                new BridgeSettings(
                        Access.from(node),
                        node.get(WorkerSettings.DRAIN_TIMEOUT),
                        node.named("targets", TargetSettings.SECTION, TargetSettings::from)));
    }
}
