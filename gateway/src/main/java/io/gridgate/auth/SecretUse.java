package io.gridgate.auth;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often one secret let somebody in since the process started, so that an operator sees when the
 * old one is not used any more. For any number of threads.
 */
public final class SecretUse {

    /** What goes on when the secret gets another name or another time. */
    private static final class Tally {

        private final AtomicLong count = new AtomicLong();
        private volatile @Nullable Instant last;
    }

    private final HashedKey key;
    private final Tally tally;

    private SecretUse(HashedKey key, Tally tally) {
        this.key = key;
        this.tally = tally;
    }

    /** Goes on with the count of the same secret among the earlier ones, or starts one. */
    static SecretUse of(HashedKey key, List<SecretUse> earlier) {
        for (SecretUse use : earlier) {
            if (use.key.sameKey(key)) {
                return new SecretUse(key, use.tally);
            }
        }
        return new SecretUse(key, new Tally());
    }

    HashedKey key() {
        return key;
    }

    /** {@return the name of the secret, or its place in the list, from 1} */
    public String name() {
        return key.name();
    }

    /** {@return from when on the secret counts} */
    public Optional<Instant> notBefore() {
        return Optional.ofNullable(key.notBefore());
    }

    /** {@return until when the secret counts} */
    public Optional<Instant> notAfter() {
        return Optional.ofNullable(key.notAfter());
    }

    /** {@return how many requests it let in} */
    public long count() {
        return tally.count.get();
    }

    /** {@return when it last let a request in} */
    public Optional<Instant> last() {
        return Optional.ofNullable(tally.last);
    }

    boolean livesAt(Instant now) {
        return key.livesAt(now);
    }

    void record(Instant now) {
        tally.count.incrementAndGet();
        tally.last = now;
    }
}
