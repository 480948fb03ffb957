package io.gridgate.accept;

import io.gridgate.auth.Admission;
import io.gridgate.auth.ApiKeyCredential;
import io.gridgate.auth.Credential;
import io.gridgate.auth.PartnerGate;
import io.gridgate.auth.Presented;
import io.gridgate.auth.SignatureCredential;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All front doors of a gateway and who may use them. Immutable, for any number of threads.
 *
 * <p>Reading the status of an event needs a key: the source's own where it has keys, or one of the
 * partner's status keys. A signing secret proves nothing about a request without a body.
 */
public final class Sources {

    private final Map<SourceId, Source> byId;
    private final Map<String, ApiKeyCredential> statusKeys;
    private final Map<String, PartnerQuota> quotas;
    private final PartnerGate gate;

    /**
     * Puts sources together.
     *
     * @param sources the sources, each id once
     * @param statusKeys keys that may read the status of all events of a partner, by partner name
     * @param quotas what partners may take, by partner name; those without one are not bounded
     */
    public Sources(
            Collection<Source> sources,
            Map<String, ApiKeyCredential> statusKeys,
            Map<String, PartnerQuota> quotas) {
        this.byId = sources.stream().collect(Collectors.toMap(Source::id, Function.identity()));
        this.statusKeys = Map.copyOf(statusKeys);
        this.quotas = Map.copyOf(quotas);
        this.gate =
                new PartnerGate(
                        Stream.concat(
                                        sources.stream().map(Source::credential),
                                        statusKeys.values().stream())
                                .toList());
    }

    /** {@return all sources} */
    public Collection<Source> all() {
        return byId.values();
    }

    /**
     * {@return what a sender to a source must present}
     *
     * @param id the name of a source that there is
     */
    public Credential credential(SourceId id) {
        return Objects.requireNonNull(byId.get(id), "there is no such source").credential();
    }

    /**
     * {@return the limits of a source, or the default ones where there is no such source}
     *
     * @param partner the partner as the caller wrote it
     * @param name the source as the caller wrote it
     */
    public SourceLimits limits(String partner, String name) {
        Source source = find(partner, name);
        return source == null ? SourceLimits.DEFAULT : source.limits();
    }

    /** Returns what the partner of a source may take, empty where that is not bounded. */
    Optional<PartnerQuota> quota(SourceId source) {
        return Optional.ofNullable(quotas.get(source.partner()));
    }

    /** Tells whether the caller may send to the source; null where there is none. */
    Admission admitSender(@Nullable Source source, Presented presented) {
        return gate.check(source == null ? null : source.credential(), presented);
    }

    /** Tells whether the caller may read the status of the source's events. */
    Admission admitReader(@Nullable Source source, Presented presented) {
        Credential own =
                source == null || source.credential() instanceof SignatureCredential
                        ? null
                        : source.credential();
        Credential shared = source == null ? null : statusKeys.get(source.id().partner());
        Admission byOwn = gate.check(own, presented);
        Admission byShared = gate.check(shared, presented);
        return byOwn.admitted() || (own != null && !byShared.admitted()) ? byOwn : byShared;
    }

    /** Returns the source of this name, null where there is none. */
    @Nullable Source find(String partner, String name) {
        return SourceId.allows(partner) && SourceId.allows(name)
                ? byId.get(new SourceId(partner, name))
                : null;
    }
}
