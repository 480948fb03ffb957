package io.gridgate.app.store;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The password that Azure Database for PostgreSQL takes from an Entra identity: a token for its
 * scope. A server checks it when a connection opens and not afterwards, so only new connections
 * need a fresh one. Kept until five minutes before it ends; where no other can be had, to its end.
 * For any number of threads.
 *
 * <p>Source: Microsoft Learn, "Microsoft Entra authentication with Azure Database for PostgreSQL".
 */
final class EntraPassword implements Supplier<String> {

    private static final Logger LOG = LoggerFactory.getLogger(EntraPassword.class);

    private static final String SCOPE = "https://ossrdbms-aad.database.windows.net/.default";
    private static final Duration EARLY = Duration.ofMinutes(5);

    private final TokenCredential credential;
    private final InstantSource clock;
    private @Nullable AccessToken token;

    EntraPassword(TokenCredential credential, InstantSource clock) {
        this.credential = credential;
        this.clock = clock;
    }

    @Override
    public synchronized String get() {
        AccessToken kept = token;
        if (kept != null && holds(kept, EARLY)) {
            return kept.getToken();
        }
        try {
            AccessToken fresh = credential.getTokenSync(new TokenRequestContext().addScopes(SCOPE));
            token = fresh;
            return fresh.getToken();
        } catch (RuntimeException e) {
            if (kept == null || !holds(kept, Duration.ZERO)) {
                throw e;
            }
            LOG.warn("no fresh token for the database, goes on with the last one", e);
            return kept.getToken();
        }
    }

    private boolean holds(AccessToken kept, Duration longer) {
        Instant end = kept.getExpiresAt().toInstant();
        return clock.instant().plus(longer).isBefore(end);
    }
}
