package io.gridgate.handlers.process;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a process: which events begin it, what follows from each, and from each time-out.
 * An instance keeps to the version that it began on, so a version that has instances may only
 * change in ways that they can bear; for others make the next version. Immutable, and safe for use
 * by many threads as far as its steps are.
 *
 * @param <S> the type of the state
 */
public final class ProcessDefinition<S> {

    private final int version;
    private final StateFormat<S> format;
    private final Map<String, BeginStep<S>> begins;
    private final Map<String, EventStep<S>> steps;
    private final Map<String, StateStep<S>> timeouts;
    private final Optional<StateStep<S>> complete;

    private ProcessDefinition(Builder<S> builder) {
        this.version = builder.version;
        this.format = builder.format;
        this.begins = Collections.unmodifiableMap(new LinkedHashMap<>(builder.begins));
        this.steps = Collections.unmodifiableMap(new LinkedHashMap<>(builder.steps));
        this.timeouts = Collections.unmodifiableMap(new LinkedHashMap<>(builder.timeouts));
        this.complete = builder.complete;
    }

    /**
     * {@return a builder without steps}
     *
     * @param version from 1; new instances begin on the highest that the manager has
     * @param format how the state is kept
     * @param <S> the type of the state
     */
    public static <S> Builder<S> version(int version, StateFormat<S> format) {
        return new Builder<>(version, format);
    }

    /** {@return the version} */
    public int version() {
        return version;
    }

    boolean knows(String type) {
        return begins.containsKey(type) || steps.containsKey(type);
    }

    StateFormat<S> format() {
        return format;
    }

    Optional<BeginStep<S>> beginOf(String type) {
        return Optional.ofNullable(begins.get(type));
    }

    Optional<EventStep<S>> stepOf(String type) {
        return Optional.ofNullable(steps.get(type));
    }

    Optional<StateStep<S>> timeoutOf(String name) {
        return Optional.ofNullable(timeouts.get(name));
    }

    Optional<StateStep<S>> complete() {
        return complete;
    }

    /** Refuses what no step of this version could take up. */
    void check(Next<S> next) {
        for (String type : next.awaited()) {
            if (!steps.containsKey(type)) {
                throw new IllegalStateException(
                        "version %d waits for %s and has no step for it".formatted(version, type));
            }
        }
        for (String name : next.timeouts().keySet()) {
            if (!timeouts.containsKey(name)) {
                throw new IllegalStateException(
                        "version %d sets the time-out %s and has no step for it"
                                .formatted(version, name));
            }
        }
    }

    /**
     * Collects steps. Not for use by several threads.
     *
     * @param <S> the type of the state
     */
    public static final class Builder<S> {

        private final int version;
        private final StateFormat<S> format;
        private final Map<String, BeginStep<S>> begins = new LinkedHashMap<>();
        private final Map<String, EventStep<S>> steps = new LinkedHashMap<>();
        private final Map<String, StateStep<S>> timeouts = new LinkedHashMap<>();
        private Optional<StateStep<S>> complete = Optional.empty();

        private Builder(int version, StateFormat<S> format) {
            if (version < 1) {
                throw new IllegalArgumentException("a version is a number from 1, not " + version);
            }
            this.version = version;
            this.format = format;
        }

        /**
         * Says which events begin an instance, where there is none.
         *
         * @param type their type
         * @param step what happens then
         * @return this builder
         */
        public Builder<S> begin(String type, BeginStep<S> step) {
            put(begins, "the beginning by", checkedType(type), step);
            return this;
        }

        /**
         * Says what follows from an event for an instance that runs. Where the instance waits for
         * its type, it has come.
         *
         * @param type its type
         * @param step what happens then
         * @return this builder
         */
        public Builder<S> on(String type, EventStep<S> step) {
            put(steps, "an event of type", checkedType(type), step);
            return this;
        }

        /**
         * Says what follows when the last event that was waited for has come, after the step of
         * that event.
         *
         * @param step what happens then
         * @return this builder
         */
        public Builder<S> whenAllCame(StateStep<S> step) {
            this.complete = Optional.of(step);
            return this;
        }

        /**
         * Says what follows from a time-out.
         *
         * @param name 1 to 64 lower-case letters, digits and {@code -}
         * @param step what happens then
         * @return this builder
         */
        public Builder<S> onTimeout(String name, StateStep<S> step) {
            if (!name.matches("[a-z0-9-]{1,64}")) {
                throw new IllegalArgumentException(
                        "time-out '%s' must be 1 to 64 lower-case letters, digits and -"
                                .formatted(name));
            }
            put(timeouts, "the time-out", name, step);
            return this;
        }

        /** {@return the definition} */
        public ProcessDefinition<S> build() {
            if (begins.isEmpty()) {
                throw new IllegalArgumentException("no event begins version " + version);
            }
            return new ProcessDefinition<>(this);
        }

        private static String checkedType(String type) {
            if (type.isBlank() || type.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException(
                        "a type of events has no blanks: '%s'".formatted(type));
            }
            return type;
        }

        private static <T> void put(Map<String, T> steps, String what, String name, T step) {
            if (steps.putIfAbsent(name, step) != null) {
                throw new IllegalArgumentException(
                        "there is a step for %s %s already".formatted(what, name));
            }
        }
    }
}
