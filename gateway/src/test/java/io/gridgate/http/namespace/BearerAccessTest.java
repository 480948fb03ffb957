package io.gridgate.http.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import io.gridgate.auth.BearerSettings;
import io.gridgate.auth.BearerTokens;
import io.gridgate.http.HttpLimits;
import io.gridgate.log.FakeClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Bearer tokens at the data plane, with a role for each direction. */
class BearerAccessTest {

    private static final String ISSUER = "https://issuer.example";

    @TempDir private Path folder;
    private final FakeClock clock = new FakeClock();
    private NamespaceFixture namespace;
    private ECKey key;

    @BeforeEach
    void start() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        Path jwks = Files.writeString(folder.resolve("jwks"), new JWKSet(key).toString());
        BearerSettings settings =
                new BearerSettings(
                        ISSUER,
                        BearerSettings.AUDIENCE_DEFAULT,
                        Optional.of(jwks.toUri()),
                        Optional.of("send"),
                        Optional.of("receive"),
                        Duration.ofMinutes(1));
        namespace =
                new NamespaceFixture(
                        folder.resolve("log"),
                        NamespaceLimits.RELAXED,
                        HttpLimits.DEFAULT,
                        Optional.of(new BearerTokens(settings, clock)));
    }

    @AfterEach
    void stop() {
        namespace.close();
    }

    @Test
    void letsEachRoleDoItsPart() throws Exception {
        assertThat(publish(token("send")).statusCode()).isEqualTo(200);
        assertThat(receive(token("send")).statusCode()).isEqualTo(403);
        assertThat(receive(token("receive")).body()).contains("\"deliveryCount\":1");
        HttpResponse<String> forbidden = publish(token("receive"));
        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(forbidden.headers().firstValue("broker-errorcode")).contains("Forbidden");
    }

    @Test
    void refusesAnExpiredToken() throws Exception {
        String token = token("send");
        clock.advance(Duration.ofHours(2));
        HttpResponse<String> answer = publish(token);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("The bearer token is not valid.");
    }

    private String token(String role) throws Exception {
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(),
                        new JWTClaimsSet.Builder()
                                .issuer(ISSUER)
                                .audience(BearerSettings.AUDIENCE_DEFAULT)
                                .expirationTime(Date.from(clock.instant().plusSeconds(3_600)))
                                .claim("roles", List.of(role))
                                .build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private HttpResponse<String> publish(String token) throws Exception {
        return call(
                "/topics/orders:publish?" + NamespaceFixture.VERSION,
                NamespaceFixture.event("1"),
                token);
    }

    private HttpResponse<String> receive(String token) throws Exception {
        return call(
                "/topics/orders/eventsubscriptions/worker:receive?"
                        + NamespaceFixture.VERSION
                        + "&maxWaitTime=0",
                "",
                token);
    }

    private HttpResponse<String> call(String path, String body, String token) throws Exception {
        return namespace.send(
                HttpRequest.newBuilder(namespace.uri(path))
                        .header("Authorization", "bearer " + token)
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
