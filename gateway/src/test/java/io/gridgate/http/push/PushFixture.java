package io.gridgate.http.push;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import io.gridgate.accept.push.ExpectedSenders;
import io.gridgate.accept.push.LogDestination;
import io.gridgate.accept.push.PushCounts;
import io.gridgate.accept.push.PushListener.Occurrence;
import io.gridgate.accept.push.PushReceiver;
import io.gridgate.accept.push.PushRoute;
import io.gridgate.accept.push.PushRoute.Handshake;
import io.gridgate.accept.push.PushRoute.Schema;
import io.gridgate.accept.push.ValidationCalls;
import io.gridgate.auth.BearerSettings;
import io.gridgate.auth.BearerTokens;
import io.gridgate.auth.PushCredential;
import io.gridgate.auth.Secret;
import io.gridgate.auth.SharedSecrets;
import io.gridgate.event.EventKey;
import io.gridgate.filter.EventFilter;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.HttpServer;
import io.gridgate.log.Delivery;
import io.gridgate.log.FakeClock;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Push routes on a free port with a real log. {@code storage} asks for a secret and takes both
 * schemas, {@code entra} asks for a token and takes CloudEvents, {@code called} is open, takes the
 * Event Grid schema and confirms by a call.
 */
final class PushFixture implements AutoCloseable {

    static final String OLD_SECRET = "secret-of-last-year";
    static final String SECRET = "secret-of-this-year";
    static final String TOPIC_ID =
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg"
                    + "/providers/Microsoft.EventGrid/topics/orders";
    static final String SUBSCRIPTION = "to-gridgate";
    static final String ISSUER = "https://sts.windows.net/tenant/";
    static final String AUDIENCE = "api://gridgate";
    static final String EVENT_GRID_APPLICATION = "4962773b-9cdb-44cf-a8bf-237846a00ab7";
    static final String ROLE = "AzureEventGridSecureWebhookSubscriber";
    static final TopicName PUSHED = new TopicName("pushed");
    private static final SubscriptionName WORKER = new SubscriptionName(PUSHED, "worker");

    final FakeClock clock = new FakeClock();
    final EmbeddedLog log;
    final HttpServer server;
    private final PushCounts counts = new PushCounts(List.of("storage", "entra", "called"));
    private final ValidationCalls calls = new ValidationCalls();
    private final ECKey key;
    private final HttpClient client = HttpClient.newHttpClient();

    PushFixture(Path folder) throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        Path keys = Files.writeString(folder.resolve("jwks"), new JWKSet(key).toString());
        log = EmbeddedLog.open(folder.resolve("log"), EmbeddedLogOptions.DEFAULT, clock);
        log.declare(new Topic(PUSHED, Duration.ofDays(7), Topic.DEDUP_WINDOW_DEFAULT));
        log.declare(
                new Subscription(
                        WORKER, EventFilter.ALL, Duration.ofMinutes(1), 10, Duration.ofDays(1)));
        PushCredential secret =
                new PushCredential(
                        Optional.of(
                                new SharedSecrets(
                                        List.of(Secret.of(OLD_SECRET), Secret.of(SECRET)))),
                        List.of());
        PushCredential token =
                new PushCredential(
                        Optional.empty(), List.of(new BearerTokens(settings(keys), clock)));
        PushCredential open = new PushCredential(Optional.empty(), List.of());
        PushReceiver receiver =
                new PushReceiver(
                        List.of(
                                route(
                                        "storage",
                                        secret,
                                        Set.of(Schema.CLOUD_EVENTS, Schema.EVENT_GRID),
                                        Handshake.ANSWER),
                                route(
                                        "entra",
                                        token,
                                        Set.of(Schema.CLOUD_EVENTS),
                                        Handshake.ANSWER),
                                route(
                                        "called",
                                        open,
                                        Set.of(Schema.EVENT_GRID),
                                        Handshake.CALLBACK)),
                        counts,
                        calls);
        server = HttpServer.builder().routes(new PushRoutes(receiver, HttpLimits.DEFAULT)).start();
    }

    private PushRoute route(
            String name, PushCredential credential, Set<Schema> schemas, Handshake handshake) {
        return new PushRoute(
                name,
                credential,
                new ExpectedSenders(
                        List.of(TOPIC_ID), List.of(SUBSCRIPTION), List.of("eventgrid.azure.net")),
                schemas,
                handshake,
                name.equals("entra") ? OptionalInt.of(120) : OptionalInt.empty(),
                new LogDestination(log, PUSHED, counts));
    }

    private static BearerSettings settings(Path keys) {
        return new BearerSettings(
                ISSUER,
                AUDIENCE,
                Optional.of(keys.toUri()),
                Optional.of(ROLE),
                Optional.empty(),
                Duration.ofMinutes(1),
                Set.of(EVENT_GRID_APPLICATION));
    }

    /** A token as Event Grid brings it, but for what is given. */
    String token(String application, String role) throws Exception {
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(),
                        new JWTClaimsSet.Builder()
                                .issuer(ISSUER)
                                .audience(AUDIENCE)
                                .claim("appid", application)
                                .claim("roles", List.of(role))
                                .expirationTime(Date.from(clock.instant().plusSeconds(600)))
                                .build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    /** Sends a request; headers are name, value, name, value. */
    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Delivers as Event Grid does. */
    HttpResponse<String> deliver(String contentType, String body) throws Exception {
        return send(
                "POST",
                "/push/storage?access_token=" + SECRET,
                body,
                "Content-Type",
                contentType,
                "aeg-event-type",
                "Notification",
                "aeg-subscription-name",
                SUBSCRIPTION.toUpperCase(Locale.ROOT),
                "aeg-delivery-count",
                "0");
    }

    /** The JSON of all events that can be pulled now. */
    List<String> pulled() throws Exception {
        return log.lease(WORKER, 1_000, Duration.ZERO, Duration.ofMinutes(1)).stream()
                .map(Delivery::event)
                .map(event -> new String(event.json(), StandardCharsets.UTF_8))
                .toList();
    }

    boolean knows(String source, String id) {
        return log.find(PUSHED, new EventKey(source, id)).isPresent();
    }

    /** What happened at a route, without what did not. */
    Map<Occurrence, Long> counts(String route) {
        Map<Occurrence, Long> of = counts.now().getOrDefault(route, Map.of());
        of.values().removeIf(count -> count == 0);
        return of;
    }

    @Override
    public void close() {
        client.close();
        server.close();
        calls.close();
        log.close();
    }
}
