package io.gridgate.auth.issued;

import io.gridgate.auth.Credential;
import io.gridgate.auth.HashedKey;
import io.gridgate.auth.issued.IssuedKey.State;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The keys that were made, each change a new book. What it refuses, it says in an {@link
 * IllegalArgumentException}.
 *
 * @param keys the keys in the order in which they were made
 */
public record KeyBook(List<IssuedKey> keys) {

    /** A book without keys. */
    public static final KeyBook EMPTY = new KeyBook(List.of());

    /** How long a key that is over is still listed. */
    public static final Duration REMEMBERED = Duration.ofDays(90);

    /** Most keys in a book. */
    public static final int KEYS_MAX = 10_000;

    /** Copies the list. */
    public KeyBook {
        keys = List.copyOf(keys);
    }

    /**
     * {@return the keys of an owner that count, or may count later}
     *
     * @param owner the owner
     * @param now the time
     */
    public List<HashedKey> live(KeyOwner owner, Instant now) {
        return open(owner, now).map(IssuedKey::hashed).toList();
    }

    /**
     * Adds a key.
     *
     * @param owner whom it is for
     * @param name what it is called; empty: by the next free number
     * @param sha256 SHA-256 of the key, hexadecimal
     * @param notBefore from when on it counts, null: now
     * @param notAfter until when it counts, null: for good
     * @param now the time
     * @return the book with the key as its last
     */
    public KeyBook make(
            KeyOwner owner,
            Optional<String> name,
            String sha256,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter,
            Instant now) {
        String given = name.orElseGet(() -> freeName(owner));
        if (find(owner, given).isPresent()) {
            throw new IllegalArgumentException(owner + " has a key '" + given + "' already");
        }
        if (open(owner, now).count() >= Credential.SECRETS_MAX) {
            throw new IllegalArgumentException(
                    "%s has %d keys that are not over, which is the most; revoke one first"
                            .formatted(owner, Credential.SECRETS_MAX));
        }
        if (notAfter != null && !now.isBefore(notAfter)) {
            throw new IllegalArgumentException("the key would be over already: " + notAfter);
        }
        List<IssuedKey> more = remembered(now);
        if (more.size() >= KEYS_MAX) {
            throw new IllegalArgumentException("the book is full: " + KEYS_MAX + " keys");
        }
        more.add(new IssuedKey(owner, given, sha256, now, notBefore, notAfter, null));
        return new KeyBook(more);
    }

    /**
     * Lets a key end.
     *
     * @param owner whom it is for
     * @param name its name
     * @param end until when it counts
     * @param now the time
     * @return the book with the change
     */
    public KeyBook expire(KeyOwner owner, String name, Instant end, Instant now) {
        IssuedKey key = open(owner, name, now);
        if (key.notBefore() != null && !key.notBefore().isBefore(end)) {
            throw new IllegalArgumentException(
                    "the key '%s' begins at %s, so it cannot end at %s; revoke it"
                            .formatted(name, key.notBefore(), end));
        }
        return with(key, it -> it.until(end), now);
    }

    /**
     * Lets a key count no more, at once and for good.
     *
     * @param owner whom it is for
     * @param name its name
     * @param now the time
     * @return the book with the change
     */
    public KeyBook revoke(KeyOwner owner, String name, Instant now) {
        IssuedKey key = known(owner, name);
        if (key.stateAt(now) == State.REVOKED) {
            throw new IllegalArgumentException("the key '" + name + "' is revoked already");
        }
        return with(key, it -> it.revokedAt(now), now);
    }

    private IssuedKey open(KeyOwner owner, String name, Instant now) {
        IssuedKey key = known(owner, name);
        State state = key.stateAt(now);
        if (state == State.REVOKED || state == State.EXPIRED) {
            throw new IllegalArgumentException("the key '" + name + "' is over already");
        }
        return key;
    }

    private IssuedKey known(KeyOwner owner, String name) {
        return find(owner, name)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s has no key '%s'; it has %s"
                                        .formatted(
                                                owner,
                                                name,
                                                of(owner).map(IssuedKey::name).toList())));
    }

    private Optional<IssuedKey> find(KeyOwner owner, String name) {
        return of(owner).filter(key -> key.name().equals(name)).findFirst();
    }

    private Stream<IssuedKey> of(KeyOwner owner) {
        return keys.stream().filter(key -> key.owner().equals(owner));
    }

    private Stream<IssuedKey> open(KeyOwner owner, Instant now) {
        return of(owner)
                .filter(key -> key.stateAt(now) == State.LIVE || key.stateAt(now) == State.NOT_YET);
    }

    private String freeName(KeyOwner owner) {
        int number = 1;
        while (find(owner, "key-" + number).isPresent()) {
            number++;
        }
        return "key-" + number;
    }

    private KeyBook with(IssuedKey key, UnaryOperator<IssuedKey> change, Instant now) {
        List<IssuedKey> changed = remembered(now);
        changed.replaceAll(each -> each.equals(key) ? change.apply(each) : each);
        return new KeyBook(changed);
    }

    private List<IssuedKey> remembered(Instant now) {
        Instant limit = now.minus(REMEMBERED);
        return new ArrayList<>(keys.stream().filter(key -> !overBefore(key, limit)).toList());
    }

    private static boolean overBefore(IssuedKey key, Instant limit) {
        Instant over = key.revoked() == null ? key.notAfter() : key.revoked();
        return over != null && over.isBefore(limit);
    }
}
