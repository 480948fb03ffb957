package io.gridgate.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Checks bearer tokens (JWT) of one issuer: signature by one of its published keys, issuer,
 * audience, time, and role.
 *
 * <p>The keys are fetched when the first token comes and kept; a token with an unknown key id makes
 * it fetch again, at a bounded rate. While the issuer cannot be reached, known keys are believed
 * for four hours. Safe for use by all threads.
 */
public final class BearerTokens {

    private static final Logger LOG = LoggerFactory.getLogger(BearerTokens.class);

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384);

    /** Between two tries to find the issuer's keys, so that callers cannot make us hammer it. */
    private static final long RETRY_PAUSE_NANOS = 5_000_000_000L;

    /** How long keys that are known are believed while the issuer cannot be reached. */
    private static final Duration OUTAGE_MAX = Duration.ofHours(4);

    private final BearerSettings settings;
    private final InstantSource clock;
    private final ReentrantLock preparing = new ReentrantLock();
    private long nextTry = System.nanoTime();
    private volatile @Nullable DefaultJWTProcessor<SecurityContext> processor;

    /**
     * Prepares the check; reads nothing yet.
     *
     * @param settings which tokens are accepted
     * @param clock the time
     */
    public BearerTokens(BearerSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What became of a token. */
    public sealed interface Result {

        /**
         * It is good.
         *
         * @param permissions what its bearer may do
         * @param application the client application that it was made for; empty where it names none
         */
        record Granted(Set<Permission> permissions, String application) implements Result {}

        /** It is not: forged, expired, for somebody else. */
        record Refused() implements Result {}

        /** The issuer's keys cannot be had right now, so nobody can tell. */
        record Unknown() implements Result {}
    }

    /**
     * Checks a token.
     *
     * @param token the token as it came, without the scheme
     * @return what its bearer may do
     */
    public Result check(String token) {
        try {
            JWT jwt = JWTParser.parse(token);
            JWTClaimsSet claims = processor().process(jwt, null);
            return new Result.Granted(
                    BearerRoles.permissions(claims, settings), BearerClaims.application(claims));
        } catch (KeySourceException | IOException e) {
            LOG.warn("cannot get the keys of issuer {}: {}", settings.issuer(), e.toString());
            return new Result.Unknown();
        } catch (ParseException | BadJOSEException | JOSEException e) {
            LOG.debug("bearer token refused: {}", e.getMessage());
            return new Result.Refused();
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor() throws IOException {
        DefaultJWTProcessor<SecurityContext> known = processor;
        return known == null ? prepare() : known;
    }

    private DefaultJWTProcessor<SecurityContext> prepare() throws IOException {
        preparing.lock();
        try {
            DefaultJWTProcessor<SecurityContext> known = processor;
            if (known != null) {
                return known;
            }
            if (System.nanoTime() - nextTry < 0) {
                throw new IOException("the last try failed a moment ago");
            }
            nextTry = System.nanoTime() + RETRY_PAUSE_NANOS;
            known = new DefaultJWTProcessor<>();
            known.setJWSTypeVerifier(
                    new DefaultJOSEObjectTypeVerifier<>(
                            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
            known.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys()));
            known.setJWTClaimsSetVerifier(new BearerClaims(settings, clock));
            processor = known;
            return known;
        } finally {
            preparing.unlock();
        }
    }

    private JWKSource<SecurityContext> keys() throws IOException {
        URI location =
                settings.jwks().isPresent()
                        ? settings.jwks().get()
                        : KeyLocation.discover(settings.issuer());
        if ("file".equalsIgnoreCase(location.getScheme())) {
            try {
                return new ImmutableJWKSet<>(JWKSet.load(Path.of(location).toFile()));
            } catch (ParseException e) {
                throw new IOException("not a JSON web key set: " + location, e);
            }
        }
        return JWKSourceBuilder.<SecurityContext>create(location.toURL())
                .outageTolerant(OUTAGE_MAX.toMillis())
                .build();
    }
}
