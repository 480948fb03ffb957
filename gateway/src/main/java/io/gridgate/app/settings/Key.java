package io.gridgate.app.settings;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * One key of the settings file: the one place where its bounds and default are written.
 *
 * @param name the key as it stands in the file
 * @param kind what values are allowed
 * @param fallback the value when the key is not there; null when there is none
 * @param required whether the key must be there
 * @param text what the key is for, one sentence
 * @param <T> the type of its values
 */
record Key<T>(String name, Kind<T> kind, @Nullable T fallback, boolean required, String text) {

    static <T> Key<T> required(String name, Kind<T> kind, String text) {
        return new Key<>(name, kind, null, true, text);
    }

    static <T> Key<T> optional(String name, Kind<T> kind, String text) {
        return new Key<>(name, kind, null, false, text);
    }

    static <T> Key<T> of(String name, Kind<T> kind, T fallback, String text) {
        return new Key<>(name, kind, fallback, false, text);
    }

    /** Returns the default. */
    T defaultValue() {
        if (fallback == null) {
            throw new IllegalStateException(name + " has no default");
        }
        return fallback;
    }

    /** Checks a value that came from code by the bounds that hold in the file. */
    T check(T value) {
        try {
            return kind.check(value);
        } catch (IllegalArgumentException e) {
            String shown = kind.secret() ? "the value" : "'" + kind.show().apply(value) + "'";
            throw new IllegalArgumentException(
                    name + ": " + shown + " is not allowed; allowed: " + kind.allowed(), e);
        }
    }

    /** Returns the default as it would stand in the file. */
    Optional<String> shownDefault() {
        return Optional.ofNullable(fallback).map(kind.show());
    }
}
