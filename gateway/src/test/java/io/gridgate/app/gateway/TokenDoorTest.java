package io.gridgate.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import io.gridgate.accept.AcceptListener;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.auth.Admission.Reason;
import io.gridgate.auth.SecurityDecision;
import io.gridgate.deliver.LaneListener;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.HttpServer;
import io.gridgate.log.EventLog;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Tokens as Entra ID makes them, by a provider on this machine with real keys. */
@Timeout(60)
final class TokenDoorTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String TENANT = "8d2a5a3c-1111-4c62-9f3b-000000000001";
    private static final String OTHER_TENANT = "8d2a5a3c-2222-4c62-9f3b-000000000002";
    private static final String APPLICATION = "11111111-2222-3333-4444-555555555555";

    private static RSAKey first;
    private static RSAKey second;

    private final Queue<SecurityDecision> decisions = new ConcurrentLinkedQueue<>();
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile RSAKey published = first;
    private com.sun.net.httpserver.HttpServer provider;
    private HttpServer server;

    @BeforeAll
    static void makeKeys() throws Exception {
        first = new RSAKeyGenerator(2048).keyID("first").generate();
        second = new RSAKeyGenerator(2048).keyID("second").generate();
    }

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        provider =
                com.sun.net.httpserver.HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext(
                "/keys",
                exchange -> {
                    byte[] keys =
                            new JWKSet(published.toPublicJWK())
                                    .toString()
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, keys.length);
                    exchange.getResponseBody().write(keys);
                    exchange.close();
                });
        provider.start();
        String url = "http://127.0.0.1:" + provider.getAddress().getPort();
        Path file = Files.writeString(folder.resolve("gridgate.yaml"), settings(url));
        Settings settings = SettingsFile.load(file, _ -> null);
        InstantSource clock = InstantSource.fixed(NOW);
        EventLog log = EmbeddedLog.open(folder.resolve("log"), EmbeddedLogOptions.DEFAULT, clock);
        parts.add(log);
        GatewayRole role =
                GatewayRole.open(
                        settings.gateway().orElseThrow(),
                        log,
                        HttpLimits.DEFAULT,
                        AcceptListener.NONE,
                        new LaneListener() {},
                        decisions::add);
        parts.add(role);
        server = HttpServer.builder().routes(role.routes()).start();
        parts.add(server);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        for (AutoCloseable part : parts.reversed()) {
            part.close();
        }
        provider.stop(0);
    }

    @Test
    void takesTokensOfBothVersionsAndNamesTheApplication() throws Exception {
        assertThat(send(token(first, claims().build())).statusCode()).isEqualTo(202);
        assertThat(
                        send(token(
                                        first,
                                        claims().issuer("https://sts.windows.net/" + TENANT + "/")
                                                .claim("azp", null)
                                                .claim("appid", APPLICATION)
                                                .build()))
                                .statusCode())
                .isEqualTo(202);
        assertThat(decisions)
                .extracting(it -> ((SecurityDecision.Admitted) it).secret())
                .containsExactly(APPLICATION, APPLICATION);
    }

    @Test
    void readsTheStatusOfEventsWithATokenToo() throws Exception {
        HttpRequest.Builder ask = request("/events?source=%2Fs&id=none");

        assertThat(client.send(ask.build(), BodyHandlers.discarding()).statusCode()).isEqualTo(401);
        ask.header("Authorization", "Bearer " + token(first, claims().build()));
        assertThat(client.send(ask.build(), BodyHandlers.discarding()).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesEveryTokenThatIsNotMeantHere() throws Exception {
        RSAKey forged = new RSAKeyGenerator(2048).keyID("first").generate();
        refuses(Reason.NO_MATCH, token(forged, claims().build()));
        refuses(Reason.NO_MATCH, "nonsense");
        refuses(Reason.NO_MATCH, token(first, claims().issuer(issuer(OTHER_TENANT)).build()));
        refuses(Reason.NO_MATCH, token(first, claims().issuer(null).build()));
        refuses(Reason.NO_MATCH, token(first, claims().audience("api://other").build()));
        refuses(Reason.NO_MATCH, token(first, claims().expirationTime(at(-61)).build()));
        refuses(Reason.NO_MATCH, token(first, claims().notBeforeTime(at(61)).build()));
        refuses(Reason.NO_MATCH, token(first, claims().claim("azp", OTHER_TENANT).build()));
        refuses(Reason.ROLE_MISSING, token(first, claims().claim("roles", List.of("x")).build()));
        refuses(Reason.ROLE_MISSING, token(first, claims().claim("roles", null).build()));
    }

    @Test
    void followsTheRotationOfKeys() throws Exception {
        assertThat(send(token(first, claims().build())).statusCode()).isEqualTo(202);
        published = second;

        assertThat(send(token(second, claims().build())).statusCode()).isEqualTo(202);
    }

    @Test
    void asksToComeAgainWhileTheKeysCannotBeHad() throws Exception {
        provider.stop(0);

        HttpResponse<String> answer = send(token(first, claims().build()));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("nothing was stored");
        assertThat(((SecurityDecision.Refused) decisions.remove()).reason())
                .isEqualTo(Reason.ISSUER_UNREACHABLE);
        assertThat(send("nonsense").statusCode()).isEqualTo(401);
    }

    @Test
    void goesOnWithKnownKeysWhileTheProviderIsDown() throws Exception {
        assertThat(send(token(first, claims().build())).statusCode()).isEqualTo(202);
        provider.stop(0);

        assertThat(send(token(first, claims().build())).statusCode()).isEqualTo(202);
    }

    private static String settings(String url) {
        return """
        gateway:
          upstream: {endpoint: "https://localhost:1", key: k}
          partners:
            acme:
              sources:
                orders:
                  scheme: cloudevents
                  topic: orders
                  types: ["*"]
                  event-sources: ["*"]
                  entra:
                    tenants: [%s]
                    audience: api://gridgate
                    applications: [%s]
                    role: Events.Publish
                    keys: %s/keys
        """
                .formatted(TENANT, APPLICATION, url);
    }

    private void refuses(Reason reason, String token) throws Exception {
        decisions.clear();
        HttpResponse<String> answer = send(token);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(((SecurityDecision.Refused) decisions.remove()).reason()).isEqualTo(reason);
        assertThat(answer.body()).doesNotContain(token, reason.text());
    }

    private HttpResponse<String> send(String token) throws Exception {
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";
        HttpRequest request =
                request("")
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(HttpRequest.BodyPublishers.ofString(event))
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create(
                        "http://127.0.0.1:" + server.httpPort() + "/partners/acme/orders" + path));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer(TENANT))
                .audience("api://gridgate")
                .expirationTime(at(3_600))
                .claim("azp", APPLICATION)
                .claim("roles", List.of("Events.Publish"));
    }

    private static String issuer(String tenant) {
        return "https://login.microsoftonline.com/" + tenant + "/v2.0";
    }

    private static Date at(long seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    private static String token(RSAKey key, JWTClaimsSet claims) throws Exception {
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }
}
