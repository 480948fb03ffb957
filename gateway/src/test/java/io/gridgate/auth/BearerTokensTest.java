package io.gridgate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

import io.gridgate.auth.BearerTokens.Result;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tokens of a real issuer on this machine, with real keys. */
class BearerTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Set<Permission> ALL = EnumSet.allOf(Permission.class);
    private static RSAKey first;
    private static RSAKey second;

    private HttpServer issuer;
    private String url;
    private volatile List<RSAKey> published = List.of();

    @BeforeAll
    static void makeKeys() throws Exception {
        first = new RSAKeyGenerator(2048).keyID("first").generate();
        second = new RSAKeyGenerator(2048).keyID("second").generate();
    }

    @BeforeEach
    void startIssuer() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        url = "http://127.0.0.1:" + issuer.getAddress().getPort();
        serve(
                "/.well-known/openid-configuration",
                () -> "{\"issuer\":\"" + url + "\",\"jwks_uri\":\"" + url + "/keys\"}");
        serve("/keys", this::keySet);
        issuer.start();
        published = List.of(first);
    }

    @AfterEach
    void stopIssuer() {
        issuer.stop(0);
    }

    @Test
    void acceptsATokenOfTheIssuerByItsOpenIdConfiguration() throws Exception {
        assertThat(tokens(BearerSettings.of(url)).check(token(first, claims().build())))
                .isEqualTo(new Result.Granted(ALL, ""));
    }

    @Test
    void acceptsKeysFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("jwks.json"), keySet());
        assertThat(
                        tokens(settings(Optional.of(file.toUri()), null, null))
                                .check(token(first, claims().build())))
                .isEqualTo(new Result.Granted(ALL, ""));
    }

    @Test
    void followsTheRotationOfKeys() throws Exception {
        BearerTokens tokens = tokens(BearerSettings.of(url));
        assertThat(tokens.check(token(first, claims().build()))).isInstanceOf(Result.Granted.class);
        published = List.of(second);
        assertThat(tokens.check(token(second, claims().build())))
                .isInstanceOf(Result.Granted.class);
    }

    @Test
    void refusesForgedAndUnsignedTokens() throws Exception {
        BearerTokens tokens = tokens(BearerSettings.of(url));
        RSAKey forged = new RSAKeyGenerator(2048).keyID("first").generate();
        refuses(tokens, token(forged, claims().build()));
        refuses(tokens, new PlainJWT(claims().build()).serialize());
        refuses(tokens, "nonsense");
        SignedJWT mac = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
        mac.sign(new MACSigner(first.toRSAPublicKey().getEncoded()));
        refuses(tokens, mac.serialize());
    }

    @Test
    void refusesTokensOfOthersForOthersOrOutOfTime() throws Exception {
        BearerTokens tokens = tokens(BearerSettings.of(url));
        refuses(tokens, token(first, claims().issuer("https://other.example").build()));
        refuses(tokens, token(first, claims().audience("https://other.example").build()));
        refuses(tokens, token(first, claims().expirationTime(at(-61)).build()));
        refuses(tokens, token(first, claims().expirationTime(null).build()));
        refuses(tokens, token(first, claims().notBeforeTime(at(62)).build()));
        assertThat(tokens.check(token(first, claims().expirationTime(at(-30)).build())))
                .isInstanceOf(Result.Granted.class);
        assertThat(
                        tokens.check(
                                token(
                                        first,
                                        claims().audience("https://eventgrid.azure.net/").build())))
                .isInstanceOf(Result.Granted.class);
    }

    @Test
    void grantsByRoleAndScope() throws Exception {
        BearerTokens tokens = tokens(settings(Optional.empty(), "sender", "receiver"));
        assertThat(tokens.check(token(first, claims().claim("roles", List.of("sender")).build())))
                .isEqualTo(new Result.Granted(EnumSet.of(Permission.SEND), ""));
        assertThat(tokens.check(token(first, claims().claim("scp", "other receiver").build())))
                .isEqualTo(new Result.Granted(EnumSet.of(Permission.RECEIVE), ""));
        assertThat(tokens.check(token(first, claims().build())))
                .isEqualTo(new Result.Granted(EnumSet.noneOf(Permission.class), ""));
    }

    @Test
    void cannotTellWhileTheIssuerIsDown() throws Exception {
        issuer.stop(0);
        assertThat(tokens(BearerSettings.of(url)).check(token(first, claims().build())))
                .isEqualTo(new Result.Unknown());
    }

    private void refuses(BearerTokens tokens, String token) {
        assertThat(tokens.check(token)).isEqualTo(new Result.Refused());
    }

    private BearerTokens tokens(BearerSettings settings) {
        return new BearerTokens(settings, InstantSource.fixed(NOW));
    }

    private BearerSettings settings(Optional<URI> jwks, String sendRole, String receiveRole) {
        return new BearerSettings(
                url,
                BearerSettings.AUDIENCE_DEFAULT,
                jwks,
                Optional.ofNullable(sendRole),
                Optional.ofNullable(receiveRole),
                Duration.ofMinutes(1));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(url)
                .audience(BearerSettings.AUDIENCE_DEFAULT)
                .expirationTime(at(3_600));
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

    private String keySet() {
        return new JWKSet(List.copyOf(published)).toString();
    }

    private void serve(String path, java.util.function.Supplier<String> body) {
        issuer.createContext(
                path,
                exchange -> {
                    byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }
}
