package io.gridgate.app.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.accept.AcceptListener;
import io.gridgate.accept.ContractRule.OnUnknownType;
import io.gridgate.accept.ContractRule.OnViolation;
import io.gridgate.accept.Outcome;
import io.gridgate.accept.PublishRule;
import io.gridgate.accept.SourceId;
import io.gridgate.accept.SourceLimits;
import io.gridgate.app.settings.Access;
import io.gridgate.app.settings.ContractSettings;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.HmacSettings;
import io.gridgate.app.settings.OutboxSettings;
import io.gridgate.app.settings.PartnerSettings;
import io.gridgate.app.settings.SourceAccess;
import io.gridgate.app.settings.SourceScheme;
import io.gridgate.app.settings.SourceSettings;
import io.gridgate.app.settings.UpstreamSettings;
import io.gridgate.auth.AccessKeys;
import io.gridgate.auth.LiveSecret;
import io.gridgate.auth.Secret;
import io.gridgate.auth.SecurityDecision;
import io.gridgate.contract.ContractResult.Violates;
import io.gridgate.deliver.LaneListener;
import io.gridgate.deliver.forward.Outbox;
import io.gridgate.event.Event;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.HttpServer;
import io.gridgate.http.admin.AdminRoutes;
import io.gridgate.log.EventLog;
import io.gridgate.log.Tally;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;
import io.gridgate.testing.ScriptedNamespace;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A gateway on a free port, in front of a scripted namespace, and a client to talk to it. */
final class GatewayFixture implements AutoCloseable {

    static final String ADMIN_KEY = "admin-key-of-the-fixture";
    static final String KEY = "acme-key-0123456789";
    static final String STATUS_KEY = "acme-status-key-0123456789";
    static final String OTHER_KEY = "other-key-0123456789";
    static final String SECRET = "It's a Secret to Everybody";
    static final int SMALL_BODY = 256;

    private static final class Violations implements AcceptListener {

        private final Queue<String> heard = new ConcurrentLinkedQueue<>();

        @Override
        public void appended(SourceId source, Event event, Outcome outcome) {}

        @Override
        public void violated(SourceId source, Event event, Violates violates, boolean accepted) {
            String became = accepted ? " accepted" : " rejected";
            heard.add(source + " " + violates.violations().size() + became);
        }
    }

    /** A POST to be sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Post(String path, Map<String, String> headers, byte[] body) {

        static Post of(String path, String contentType, String body) {
            return new Post(path, Map.of("Content-Type", contentType), body.getBytes(UTF_8));
        }

        Post with(String header, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(header, value);
            return new Post(path, more, body);
        }

        Post withKey(String key) {
            return with("Authorization", "Bearer " + key);
        }

        Post signedForGitHub(String secret) {
            return with("X-Hub-Signature-256", "sha256=" + hmac(secret, body));
        }
    }

    final ScriptedNamespace namespace = new ScriptedNamespace();
    final EventLog log;
    final HttpServer server;
    private final Queue<SecurityDecision> decisions = new ConcurrentLinkedQueue<>();
    private final Violations violations = new Violations();
    private final GatewayRole role;
    private final HttpClient client = HttpClient.newHttpClient();

    GatewayFixture(Path folder, HttpLimits limits) throws IOException {
        log =
                EmbeddedLog.open(
                        folder.resolve("log"), EmbeddedLogOptions.DEFAULT, InstantSource.system());
        role =
                GatewayRole.open(
                        settings(namespace, folder),
                        log,
                        limits,
                        violations,
                        new LaneListener() {},
                        decisions::add);
        server =
                HttpServer.builder()
                        .limits(limits)
                        .routes(role.routes())
                        .routes(
                                new AdminRoutes(
                                                Map.of("gateway", log),
                                                new AccessKeys(List.of(ADMIN_KEY)))
                                        .withQuarantine(role.quarantine())
                                        .withContracts(role.contracts()))
                        .start();
    }

    /** Starts to forward; until then everything accepted stays in the outboxes. */
    void forward() {
        role.start();
    }

    private static GatewaySettings settings(ScriptedNamespace namespace, Path folder) {
        Access access =
                Access.withKey(
                        namespace.endpoint(),
                        Secret.of("namespace-key"),
                        Optional.of(namespace.writeCertificate(folder.resolve("ca.pem"))));
        List<Secret> secrets = List.of(Secret.of("a secret of last year"), Secret.of(SECRET));
        SourceSettings signed =
                SourceSettings.of(
                        SourceScheme.CLOUDEVENTS,
                        SourceAccess.signed(
                                live(secrets), HmacSettings.DEFAULT.withHeader("x-acme-signature")),
                        "orders",
                        PublishRule.ANYTHING);
        SourceSettings small =
                SourceSettings.cloudEvents(List.of(Secret.of(KEY)), "orders", PublishRule.ANYTHING)
                        .withLimits(
                                new SourceLimits(SMALL_BODY, 100, 2, SourceLimits.EVENT_BYTES_MAX));
        PartnerSettings acme =
                new PartnerSettings(
                        List.of(Secret.of(STATUS_KEY)),
                        Map.of(
                                "events",
                                SourceSettings.cloudEvents(
                                        List.of(Secret.of(KEY)), "orders", PublishRule.ANYTHING),
                                "narrow",
                                SourceSettings.cloudEvents(
                                        List.of(Secret.of(KEY)),
                                        "orders",
                                        new PublishRule(
                                                List.of("order", "com.contoso.order.*"),
                                                List.of("/acme", "/shops/*"))),
                                "checked",
                                checked(OnViolation.REJECT, OnUnknownType.ACCEPT),
                                "held",
                                checked(OnViolation.QUARANTINE, OnUnknownType.ACCEPT),
                                "reported",
                                checked(OnViolation.REPORT, OnUnknownType.REJECT),
                                "signed",
                                signed,
                                "small",
                                small,
                                "github",
                                SourceSettings.gitHub(secrets, "code")));
        PartnerSettings other =
                new PartnerSettings(
                        List.of(),
                        Map.of(
                                "events",
                                SourceSettings.cloudEvents(
                                        List.of(Secret.of(OTHER_KEY)),
                                        "orders",
                                        PublishRule.ANYTHING)));
        return new GatewaySettings(
                Map.of("acme", acme, "other", other),
                UpstreamSettings.of(access),
                OutboxSettings.DEFAULT,
                Optional.of(Path.of("..", "schemas")));
    }

    private static List<LiveSecret> live(List<Secret> secrets) {
        return secrets.stream().map(LiveSecret::always).toList();
    }

    private static SourceSettings checked(OnViolation policy, OnUnknownType unknownType) {
        return SourceSettings.cloudEvents(List.of(Secret.of(KEY)), "orders", PublishRule.ANYTHING)
                .withContract(new ContractSettings(policy, unknownType));
    }

    HttpResponse<String> send(Post post) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(post.path()))
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(post.body()));
        post.headers().forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + path);
    }

    Tally tally(String partner, String source) {
        return log.tally(Outbox.subscription(new SourceId(partner, source).outbox()));
    }

    /** What was heard of contracts: source, number of violations, and what became of the event. */
    List<String> reported() {
        return List.copyOf(violations.heard);
    }

    /** How many events a source of acme was not allowed to publish. */
    long forbidden(String source) {
        return role.frontDoors().stream()
                .filter(it -> it.id().equals(new SourceId("acme", source)))
                .mapToLong(it -> it.publish().forbidden())
                .sum();
    }

    /** What the security log was told, the oldest first. */
    List<SecurityDecision> decisions() {
        return List.copyOf(decisions);
    }

    /** How many events are stored in all outboxes. */
    long stored() {
        return log.topics().stream()
                .flatMap(topic -> log.subscriptions(topic.name()).stream())
                .mapToLong(it -> log.tally(it.name()).matched())
                .sum();
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    static JsonNode tree(Object value) {
        return new ObjectMapper().valueToTree(value);
    }

    static String event(String id) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/acme\",\"type\":\"order\"}"
                .formatted(id);
    }

    static String hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        role.close();
        log.close();
        namespace.close();
    }
}
