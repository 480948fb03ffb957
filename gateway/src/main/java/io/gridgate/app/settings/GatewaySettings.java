package io.gridgate.app.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The gateway role.
 *
 * @param partners who may send, by name
 * @param upstream where accepted events go
 * @param outbox how long they are kept
 */
public record GatewaySettings(
        Map<String, PartnerSettings> partners, UpstreamSettings upstream, OutboxSettings outbox) {

    static final Section SECTION =
            Section.of("The gateway role: takes events of partners in and forwards them.")
                    .with(
                            Section.Child.named("partners", "<partner>", PartnerSettings.SECTION),
                            Section.Child.one("upstream", UpstreamSettings.SECTION),
                            Section.Child.one("outbox", OutboxSettings.SECTION));

    /** Checks the names and copies the map. */
    public GatewaySettings {
        partners = Collections.unmodifiableMap(new LinkedHashMap<>(partners));
        partners.keySet().forEach(name -> Access.checkName("partner", name));
    }

    static GatewaySettings from(Node node) {
        return node.make(() ->
                new GatewaySettings(
                        node.named("partners", PartnerSettings.SECTION, PartnerSettings::from),
                        UpstreamSettings.from(node.child("upstream", UpstreamSettings.SECTION)),
                        OutboxSettings.from(node.child("outbox", OutboxSettings.SECTION))));
    }
}
