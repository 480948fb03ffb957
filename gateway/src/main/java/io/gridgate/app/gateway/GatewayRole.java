package io.gridgate.app.gateway;

import io.gridgate.accept.AcceptListener;
import io.gridgate.accept.Acceptor;
import io.gridgate.accept.ContractRule.OnViolation;
import io.gridgate.accept.Source;
import io.gridgate.accept.SourceId;
import io.gridgate.accept.quarantine.Quarantine;
import io.gridgate.accept.quarantine.QuarantineTopic;
import io.gridgate.app.process.PushWebhooks;
import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.OutboxSettings;
import io.gridgate.app.settings.SourceSettings;
import io.gridgate.auth.SecurityLog;
import io.gridgate.contract.LiveContracts;
import io.gridgate.deliver.LaneListener;
import io.gridgate.deliver.forward.Outbox;
import io.gridgate.http.ClientAddress;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.Routes;
import io.gridgate.http.partner.PartnerRoutes;
import io.gridgate.log.EventLog;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gateway role: partners' sources as routes, and the way from their outboxes to the namespace.
 * {@link #start} and {@link #close} are for one thread; the log stays open and belongs to the
 * caller.
 */
public final class GatewayRole implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayRole.class);

    private final FrontDoors doors;
    private final CredentialWatch watch;
    private final Routes routes;
    private final PushWebhooks webhooks;
    private final GatewayForwarding forwarding;
    private final Quarantine quarantine;
    private final Optional<LiveContracts> contracts;
    private final Optional<ContractWatch> contractWatch;

    private GatewayRole(
            FrontDoors doors,
            CredentialWatch watch,
            Routes routes,
            PushWebhooks webhooks,
            GatewayForwarding forwarding,
            Quarantine quarantine,
            Optional<LiveContracts> contracts) {
        this.contracts = contracts;
        this.contractWatch = contracts.map(ContractWatch::new);
        this.doors = doors;
        this.watch = watch;
        this.quarantine = quarantine;
        this.webhooks = webhooks;
        this.routes = routes;
        this.forwarding = forwarding;
    }

    /**
     * Puts the role together and declares its outboxes; nothing is forwarded yet.
     *
     * @param settings partners and upstream
     * @param log the log of this role alone
     * @param limits limits of the listeners
     * @param accepted hears what partners sent
     * @param forwarded hears what went on
     * @param security hears who was let in, and who was not
     * @return the role, not started
     * @throws StartException if the event contracts cannot be used
     */
    public static GatewayRole open(
            GatewaySettings settings,
            EventLog log,
            HttpLimits limits,
            AcceptListener accepted,
            LaneListener forwarded,
            SecurityLog security) {
        return open(settings, log, limits, accepted, forwarded, security, KeySources.NONE);
    }

    /**
     * Puts the role together, with keys and secrets that may change while it runs.
     *
     * @param settings partners and upstream
     * @param log the log of this role alone
     * @param limits limits of the listeners
     * @param accepted hears what partners sent
     * @param forwarded hears what went on
     * @param security hears who was let in, and who was not
     * @param keys where keys and secrets come from besides the settings
     * @return the role, not started
     * @throws StartException if the event contracts or the book of keys cannot be used
     */
    public static GatewayRole open(
            GatewaySettings settings,
            EventLog log,
            HttpLimits limits,
            AcceptListener accepted,
            LaneListener forwarded,
            SecurityLog security,
            KeySources keys) {
        Map<SourceId, SourceSettings> configured = FrontDoors.sources(settings);
        GatewayContracts contracts = GatewayContracts.load(settings, log::now);
        FrontDoors doors = frontDoors(settings, contracts, keys, log);
        declareOutboxes(log, configured, settings);
        Acceptor acceptor =
                new Acceptor(
                        doors.sources(), log, contracts.listener(accepted, log::now), security);
        return new GatewayRole(
                doors,
                new CredentialWatch(doors, acceptor, settings, keys, security),
                new PartnerRoutes(
                        acceptor, limits, new ClientAddress(settings.securityLog().proxies())),
                new PushWebhooks(
                        settings.pushRoutes(), (name, _) -> outbox(name), log, limits, log::now),
                new GatewayForwarding(settings, configured, GatewayRole::outbox, log, forwarded),
                quarantine(log, doors.all()),
                contracts.contracts());
    }

    private static FrontDoors frontDoors(
            GatewaySettings settings, GatewayContracts contracts, KeySources keys, EventLog log) {
        try {
            return new FrontDoors(settings, contracts, keys.readBook(), log::now);
        } catch (IOException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A source that had a quarantine has it until it is empty, whatever its policy is now. */
    private static Quarantine quarantine(EventLog log, Collection<Source> sources) {
        Set<TopicName> topics = log.topics().stream().map(Topic::name).collect(Collectors.toSet());
        return new Quarantine(
                log,
                sources.stream()
                        .filter(it -> it.id().hasQuarantine())
                        .filter(it -> topics.contains(it.id().quarantine()))
                        .toList());
    }

    Set<SourceId> sources() {
        return doors.all().stream().map(Source::id).collect(Collectors.toSet());
    }

    CredentialWatch credentialWatch() {
        return watch;
    }

    /**
     * Returns the sources with their credentials, whose use is counted.
     *
     * @return the sources of all partners
     */
    public Collection<Source> frontDoors() {
        return doors.all();
    }

    /**
     * Returns the events that wait for a person; there may be no source that keeps any.
     *
     * @return the quarantine of all sources
     */
    public Quarantine quarantine() {
        return quarantine;
    }

    /**
     * Returns the event contracts, which follow their folder.
     *
     * @return those that are in force, if there is a folder
     */
    public Optional<LiveContracts> contracts() {
        return contracts;
    }

    /**
     * Returns the routes of the partners.
     *
     * @return what a server must answer
     */
    public Routes routes() {
        return routes;
    }

    /**
     * Returns the webhooks for Event Grid; there may be none.
     *
     * @return what a server must answer besides
     */
    public PushWebhooks webhooks() {
        return webhooks;
    }

    /** Starts to forward, and to look for keys, secrets and contracts that change. */
    public void start() {
        watch.start();
        contractWatch.ifPresent(ContractWatch::start);
        forwarding.start();
    }

    /** Stops forwarding; requests under way may finish. */
    @Override
    public void close() {
        watch.close();
        webhooks.close();
        contractWatch.ifPresent(ContractWatch::close);
        forwarding.close();
    }

    /** The outbox of a push route; three hyphens in a row, which no outbox of a source has. */
    private static TopicName outbox(String pushRoute) {
        return new TopicName("push---" + pushRoute);
    }

    private static void declareOutboxes(
            EventLog log, Map<SourceId, SourceSettings> sources, GatewaySettings settings) {
        OutboxSettings outbox = settings.outbox();
        Map<TopicName, Duration> outboxes = new HashMap<>();
        sources.keySet().forEach(it -> outboxes.put(it.outbox(), outbox.dedupWindow()));
        settings.pushRoutes()
                .forEach((name, route) ->
                        route.topic()
                                .ifPresent(_ -> outboxes.put(outbox(name), route.dedupWindow())));
        outboxes.forEach((topic, window) -> Outbox.declare(log, topic, outbox.retention(), window));
        Set<TopicName> quarantines = declareQuarantines(log, sources, outbox);
        log.topics().stream()
                .filter(topic -> !outboxes.containsKey(topic.name()))
                .filter(topic -> !quarantines.contains(topic.name()))
                .flatMap(topic -> log.subscriptions(topic.name()).stream())
                .filter(subscription -> log.tally(subscription.name()).pending() > 0)
                .forEach(subscription ->
                        LOG.warn(
                                "events of {} wait, but that source is not configured",
                                subscription.name().topic()));
    }

    /** Returns the topics of all sources that there may be, not only of those declared now. */
    private static Set<TopicName> declareQuarantines(
            EventLog log, Map<SourceId, SourceSettings> sources, OutboxSettings outbox) {
        sources.forEach((id, source) -> {
            if (source.contract().filter(it -> it.policy() == OnViolation.QUARANTINE).isPresent()) {
                QuarantineTopic.declare(log, id, outbox.retention(), outbox.dedupWindow());
            }
        });
        return sources.keySet().stream()
                .filter(SourceId::hasQuarantine)
                .map(SourceId::quarantine)
                .collect(Collectors.toSet());
    }
}
