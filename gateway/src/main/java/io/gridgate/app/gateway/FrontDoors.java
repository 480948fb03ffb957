package io.gridgate.app.gateway;

import io.gridgate.accept.PartnerQuota;
import io.gridgate.accept.Source;
import io.gridgate.accept.SourceId;
import io.gridgate.accept.Sources;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.PartnerSettings;
import io.gridgate.app.settings.SourceScheme;
import io.gridgate.app.settings.SourceSettings;
import io.gridgate.auth.ApiKeyCredential;
import io.gridgate.auth.Credential;
import io.gridgate.auth.HashedKey;
import io.gridgate.auth.KeyPlace;
import io.gridgate.auth.LiveSecret;
import io.gridgate.auth.SecretUse;
import io.gridgate.auth.SecretUses;
import io.gridgate.auth.SecurityDecision.SecretsChanged;
import io.gridgate.auth.TokenCredential;
import io.gridgate.auth.issued.KeyBook;
import io.gridgate.auth.issued.KeyOwner;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sources of a gateway behind their credentials, which may change while all else of them stays.
 * {@link #renew} is for one thread; the rest may be asked by any.
 */
final class FrontDoors {

    private static final Logger LOG = LoggerFactory.getLogger(FrontDoors.class);

    private final Map<SourceId, SourceScheme> schemes = new HashMap<>();
    private final Map<String, PartnerQuota> quotas = new HashMap<>();
    private final InstantSource clock;
    private Map<String, ApiKeyCredential> statusKeys;
    private volatile Sources sources;

    FrontDoors(
            GatewaySettings settings,
            GatewayContracts contracts,
            KeyBook book,
            InstantSource clock) {
        Map<SourceId, SourceSettings> configured = sources(settings);
        configured.forEach((id, it) -> schemes.put(id, it.scheme()));
        this.clock = clock;
        settings.partners()
                .forEach((name, partner) ->
                        partner.limits()
                                .ifPresent(it -> quotas.put(name, new PartnerQuota(it, clock))));
        List<Source> all = new ArrayList<>();
        configured.forEach(
                (id, it) -> all.add(PartnerSource.of(id, it, settings, contracts, clock)));
        this.statusKeys = statusKeys(settings, book, Map.of());
        this.sources = new Sources(behind(all, configured, book), statusKeys, quotas);
        sources.all().stream()
                .filter(source ->
                        source.credential() instanceof ApiKeyCredential keys
                                && keys.uses().isEmpty())
                .forEach(source ->
                        LOG.warn(
                                "nobody can send to {}: it has no key; make one with: gridgate keys"
                                        + " make {} --config FILE",
                                source.id(),
                                source.id()));
    }

    /** Returns the sources by name, as they are configured. */
    static Map<SourceId, SourceSettings> sources(GatewaySettings settings) {
        Map<SourceId, SourceSettings> sources = new HashMap<>();
        settings.partners()
                .forEach((partner, it) ->
                        it.sources()
                                .forEach((name, source) ->
                                        sources.put(new SourceId(partner, name), source)));
        return sources;
    }

    Sources sources() {
        return sources;
    }

    Collection<Source> all() {
        return sources.all();
    }

    /**
     * Takes keys and secrets of other settings and another book; all else of the settings is left
     * alone, so is a source whose scheme is another one there, until the restart.
     *
     * @return what changed, empty where nothing did
     */
    List<SecretsChanged> renew(GatewaySettings settings, KeyBook book) {
        Map<SourceId, SourceSettings> next = sources(settings);
        Collection<Source> before = sources.all();
        List<Source> after = behind(before, next, book);
        Map<String, ApiKeyCredential> keysBefore = statusKeys;
        statusKeys = statusKeys(settings, book, keysBefore);
        sources = new Sources(after, statusKeys, quotas);

        List<SecretsChanged> changes = new ArrayList<>();
        for (Source source : before) {
            SourceId id = source.id();
            Credential now = sources.credential(id);
            changes.add(
                    SecretUses.change(
                            id.partner(), id.name(), source.credential().uses(), now.uses()));
        }
        statusKeys.forEach((partner, keys) ->
                changes.add(
                        SecretUses.change(
                                partner, "", uses(keysBefore.get(partner)), keys.uses())));
        changes.removeIf(change -> change.added().isEmpty() && change.removed().isEmpty());
        return changes;
    }

    private List<Source> behind(
            Collection<Source> all, Map<SourceId, SourceSettings> settings, KeyBook book) {
        List<Source> changed = new ArrayList<>();
        for (Source source : all) {
            changed.add(source.behind(credential(source, settings.get(source.id()), book)));
        }
        return changed;
    }

    /** Nobody may send to a source that is gone from the settings, before the restart as after. */
    private Credential credential(Source source, @Nullable SourceSettings settings, KeyBook book) {
        SourceId id = source.id();
        if (settings == null) {
            return new ApiKeyCredential(KeyPlace.API_KEY, List.of(), List.of(), List.of(), clock);
        }
        boolean tokens =
                settings.access().entra().isPresent()
                        || source.credential() instanceof TokenCredential;
        if (tokens || settings.scheme() != schemes.get(id)) {
            return source.credential();
        }
        return settings.access()
                .credential(
                        settings.scheme(),
                        issued(book, id.partner(), id.name()),
                        source.credential().uses(),
                        clock);
    }

    private Map<String, ApiKeyCredential> statusKeys(
            GatewaySettings settings, KeyBook book, Map<String, ApiKeyCredential> before) {
        Map<String, ApiKeyCredential> keys = new HashMap<>();
        schemes.keySet().stream()
                .map(SourceId::partner)
                .distinct()
                .forEach(partner ->
                        keys.put(
                                partner,
                                new ApiKeyCredential(
                                        KeyPlace.API_KEY,
                                        live(settings.partners().get(partner)),
                                        issued(book, partner, ""),
                                        uses(before.get(partner)),
                                        clock)));
        return keys;
    }

    private List<HashedKey> issued(KeyBook book, String partner, String source) {
        return book.live(new KeyOwner(partner, source), clock.instant());
    }

    private static List<SecretUse> uses(@Nullable ApiKeyCredential credential) {
        return credential == null ? List.of() : credential.uses();
    }

    private static List<LiveSecret> live(@Nullable PartnerSettings partner) {
        return partner == null
                ? List.of()
                : partner.statusKeys().stream().map(LiveSecret::always).toList();
    }
}
