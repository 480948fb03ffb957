package io.gridgate.app.settings;

import io.gridgate.accept.PartnerQuota.Limits;
import io.gridgate.accept.SourceId;
import io.gridgate.auth.Credential;
import io.gridgate.auth.Secret;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One partner.
 *
 * @param statusKeys keys that may read the status of all events of the partner
 * @param sources its sources by name
 * @param limits what it may take; empty for no bounds
 */
public record PartnerSettings(
        List<Secret> statusKeys, Map<String, SourceSettings> sources, Optional<Limits> limits) {

    static final Key<List<Secret>> STATUS_KEYS =
            Key.of(
                    "status-keys",
                    Kinds.listOf(Kinds.secret(Access.SECRET_BYTES_MIN), Credential.SECRETS_MAX),
                    List.of(),
                    "API keys that may read the status of every event of this partner. A source"
                            + " with keys accepts those too; a source with secrets needs these.");

    static final Section SECTION =
            Section.of("One partner. Its name is " + SourceId.rule() + ".", STATUS_KEYS)
                    .with(
                            Section.Child.one("limits", QuotaSettings.SECTION),
                            Section.Child.named("sources", "<source>", SourceSettings.SECTION));

    /** Checks the bounds and copies the collections. */
    public PartnerSettings {
        statusKeys = STATUS_KEYS.check(List.copyOf(statusKeys));
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        sources.keySet().forEach(name -> Access.checkName("source", name));
    }

    /**
     * Makes the settings of a partner without bounds.
     *
     * @param statusKeys keys that may read the status of all events of the partner
     * @param sources its sources by name
     */
    public PartnerSettings(List<Secret> statusKeys, Map<String, SourceSettings> sources) {
        this(statusKeys, sources, Optional.empty());
    }

    static PartnerSettings from(Node node) {
        return node.make(() ->
                new PartnerSettings(
                        node.get(STATUS_KEYS),
                        node.named("sources", SourceSettings.SECTION, SourceSettings::from),
                        node.has("limits")
                                ? Optional.of(
                                        QuotaSettings.from(
                                                node.child("limits", QuotaSettings.SECTION)))
                                : Optional.empty()));
    }
}
