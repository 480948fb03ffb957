package io.gridgate.http.admin;

import io.gridgate.accept.Source;
import io.gridgate.accept.push.PushCounts;
import io.gridgate.accept.quarantine.Quarantine;
import io.gridgate.auth.AccessKeys;
import io.gridgate.auth.KeyFile;
import io.gridgate.auth.SecurityDecision;
import io.gridgate.auth.SecurityLog;
import io.gridgate.contract.LiveContracts;
import io.gridgate.http.Answer;
import io.gridgate.http.ClientAddress;
import io.gridgate.http.ErrorEnvelope;
import io.gridgate.http.HttpFailure;
import io.gridgate.http.JsonText;
import io.gridgate.http.ProblemDetails;
import io.gridgate.http.Routes;
import io.gridgate.log.EventLog;
import io.gridgate.log.Subscription;
import io.gridgate.log.Tally;
import io.gridgate.log.Topic;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The admin API: {@code GET /admin/tally} gives the books of every event subscription, {@code GET
 * /admin/audit} what became of every event of a time range, {@code GET /admin/sources} which secret
 * of which source let how many requests in since the start, {@code /admin/quarantine} is for events
 * that wait for a person.
 *
 * <p>Each request brings an admin key as {@code Authorization: Bearer}. The keys stand in a file in
 * the data folder that only its owner can read: who may read the data may ask about them.
 */
public final class AdminRoutes implements Routes {

    /** Name of the key file in the data folder. */
    public static final String KEY_FILE = "admin-keys";

    private static final String SCHEME = "Bearer ";

    private final Map<String, EventLog> logs;
    private final AccessKeys keys;
    private final Optional<PushCounts> pushes;
    private final Supplier<Collection<Source>> sources;
    private final SecurityLog security;
    private final ClientAddress address;
    private final Optional<Quarantine> quarantine;
    private final Optional<LiveContracts> contracts;
    private final ProblemDetails errors = new ProblemDetails();

    /**
     * Makes the routes.
     *
     * @param logs the logs of this process, by the role that owns them
     * @param keys the admin keys
     */
    public AdminRoutes(Map<String, EventLog> logs, AccessKeys keys) {
        this(
                logs,
                keys,
                Optional.empty(),
                List::of,
                SecurityLog.NONE,
                ClientAddress.PEER,
                Optional.empty(),
                Optional.empty());
    }

    private AdminRoutes(
            Map<String, EventLog> logs,
            AccessKeys keys,
            Optional<PushCounts> pushes,
            Supplier<Collection<Source>> sources,
            SecurityLog security,
            ClientAddress address,
            Optional<Quarantine> quarantine,
            Optional<LiveContracts> contracts) {
        this.quarantine = quarantine;
        this.contracts = contracts;
        this.logs = new TreeMap<>(logs);
        this.keys = keys;
        this.pushes = pushes;
        this.sources = sources;
        this.security = security;
        this.address = address;
    }

    /**
     * {@return the same routes, which tell what came to the push routes as well}
     *
     * @param counts what came
     */
    public AdminRoutes withPushes(PushCounts counts) {
        return new AdminRoutes(
                logs, keys, Optional.of(counts), sources, security, address, quarantine, contracts);
    }

    /**
     * {@return the same routes, which tell how often each secret of these sources was used}
     *
     * @param all gives the sources of this process, asked at each call
     */
    public AdminRoutes withSources(Supplier<Collection<Source>> all) {
        return new AdminRoutes(logs, keys, pushes, all, security, address, quarantine, contracts);
    }

    /**
     * {@return the same routes, which note every call}
     *
     * @param log where calls are noted
     * @param client tells where a call comes from
     */
    public AdminRoutes withSecurityLog(SecurityLog log, ClientAddress client) {
        return new AdminRoutes(logs, keys, pushes, sources, log, client, quarantine, contracts);
    }

    /**
     * {@return the same routes, by which people decide about events in quarantine}
     *
     * @param held the events
     */
    public AdminRoutes withQuarantine(Quarantine held) {
        return new AdminRoutes(
                logs, keys, pushes, sources, security, address, Optional.of(held), contracts);
    }

    /**
     * {@return the same routes, which tell which event contracts are in force}
     *
     * @param live the contracts, if there are any
     */
    public AdminRoutes withContracts(Optional<LiveContracts> live) {
        return new AdminRoutes(logs, keys, pushes, sources, security, address, quarantine, live);
    }

    /**
     * Makes the routes with the keys of a data folder; the first call makes the keys.
     *
     * @param dataFolder the data folder of the process
     * @param logs the logs of this process, by the role that owns them
     * @return the routes
     * @throws IOException if the key file can be neither read nor written
     */
    public static AdminRoutes open(Path dataFolder, Map<String, EventLog> logs) throws IOException {
        return new AdminRoutes(logs, KeyFile.readOrCreate(dataFolder.resolve(KEY_FILE)));
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/admin/tally", this::tally);
        routes.get("/admin/audit", this::audit);
        routes.get("/admin/sources", this::sources);
        pushes.ifPresent(counts -> routes.get("/admin/pushes", ctx -> pushes(ctx, counts)));
        contracts.ifPresent(live -> routes.get("/admin/contracts", ctx -> contracts(ctx, live)));
        quarantine.ifPresent(held -> new QuarantineRoutes(held, this::check).register(routes));
    }

    @Override
    public boolean owns(String path) {
        return path.startsWith("/admin/");
    }

    @Override
    public ErrorEnvelope errors() {
        return errors;
    }

    @Override
    public Optional<String> openApiResource() {
        return Optional.of("/openapi/admin.json");
    }

    private void audit(Context ctx) throws IOException {
        check(ctx);
        new AuditRoute(logs).answer(ctx);
    }

    private void pushes(Context ctx, PushCounts counts) throws IOException {
        check(ctx);
        Answer.ok(ctx.res(), "application/json", PushesJson.of(counts));
    }

    private void contracts(Context ctx, LiveContracts live) throws IOException {
        check(ctx);
        Answer.ok(ctx.res(), "application/json", ContractsJson.of(live.status()));
    }

    private void sources(Context ctx) throws IOException {
        check(ctx);
        Answer.ok(ctx.res(), "application/json", SourceUseJson.of(sources.get()));
    }

    private void tally(Context ctx) throws IOException {
        check(ctx);
        JsonText json = new JsonText(1024).raw("{\"subscriptions\":[");
        String separator = "";
        for (Map.Entry<String, EventLog> role : logs.entrySet()) {
            for (Topic topic : role.getValue().topics()) {
                for (Subscription subscription : role.getValue().subscriptions(topic.name())) {
                    json.raw(separator);
                    write(json, role.getKey(), role.getValue(), subscription);
                    separator = ",";
                }
            }
        }
        Answer.ok(ctx.res(), "application/json", json.raw("]}").toBytes());
    }

    private static void write(JsonText json, String role, EventLog log, Subscription subscription) {
        Tally tally = log.tally(subscription.name());
        json.raw("{\"role\":").string(role);
        json.raw(",\"topic\":").string(subscription.name().topic().value());
        json.raw(",\"subscription\":").string(subscription.name().value());
        number(json, "matched", tally.matched());
        number(json, "acknowledged", tally.acknowledged());
        number(json, "deadLettered", tally.deadLettered());
        number(json, "pending", tally.pending());
        number(json, "leased", tally.leased());
        json.raw("}");
    }

    private static void number(JsonText json, String name, long value) {
        json.raw(",\"" + name + "\":" + value);
    }

    private void check(Context ctx) {
        String authorization = ctx.header("Authorization");
        String key =
                authorization != null
                                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                        ? authorization.substring(SCHEME.length()).strip()
                        : "";
        boolean admitted = keys.matches(key);
        security.record(
                new SecurityDecision.Administered(
                        address.of(ctx.req()), ctx.method().name(), ctx.path(), admitted));
        if (!admitted) {
            throw new HttpFailure(
                            401, "Unauthorized", "An admin key is required; see the data folder.")
                    .with("WWW-Authenticate", "Bearer");
        }
    }
}
