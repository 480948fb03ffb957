package io.gridgate.auth;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often one secret let somebody in since the process started, so that an operator sees when the
 * old one is not used any more. For any number of threads.
 */
public final class SecretUse {

    private final String name;
    private final LiveSecret secret;
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable Instant last;

    SecretUse(LiveSecret secret, int place) {
        this.name = secret.name().isEmpty() ? Integer.toString(place) : secret.name();
        this.secret = secret;
    }

    /** {@return the name of the secret, or its place in the list, from 1} */
    public String name() {
        return name;
    }

    /** {@return from when on the secret counts} */
    public Optional<Instant> notBefore() {
        return Optional.ofNullable(secret.notBefore());
    }

    /** {@return until when the secret counts} */
    public Optional<Instant> notAfter() {
        return Optional.ofNullable(secret.notAfter());
    }

    /** {@return how many requests it let in} */
    public long count() {
        return count.get();
    }

    /** {@return when it last let a request in} */
    public Optional<Instant> last() {
        return Optional.ofNullable(last);
    }

    boolean livesAt(Instant now) {
        return secret.livesAt(now);
    }

    void record(Instant now) {
        count.incrementAndGet();
        last = now;
    }
}
