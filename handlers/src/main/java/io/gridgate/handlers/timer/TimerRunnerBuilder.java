package io.gridgate.handlers.timer;

import io.gridgate.handlers.polling.Pause;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** Builds runners of timers; every setting has a default. Not for use by several threads. */
public final class TimerRunnerBuilder {

    private final Timers timers;
    private final DataSource database;
    private final TimerHandler handler;
    private final List<TimerListener> listeners = new ArrayList<>();
    private Duration poll = Duration.ofSeconds(1);
    private int batch = 100;
    private @Nullable Pause pause;

    TimerRunnerBuilder(Timers timers, DataSource database, TimerHandler handler) {
        this.timers = timers;
        this.database = database;
        this.handler = handler;
    }

    /**
     * Sets how often to look for timers that others have scheduled; 1 s by default, which is how
     * late one can be that is scheduled to be due sooner. For timers that are known, the runner
     * wakes up in time.
     *
     * @param duration 10 ms to 1 h
     * @return this builder
     */
    public TimerRunnerBuilder poll(Duration duration) {
        if (duration.toMillis() < 10 || duration.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "poll is %s, must be PT0.01S to PT1H".formatted(duration));
        }
        this.poll = duration;
        return this;
    }

    /**
     * Sets how many timers are read at once; 100 by default. Each fires in a transaction of its
     * own.
     *
     * @param most 1 to 10,000
     * @return this builder
     */
    public TimerRunnerBuilder batch(int most) {
        if (most < 1 || most > 10_000) {
            throw new IllegalArgumentException("batch is %d, must be 1 to 10000".formatted(most));
        }
        this.batch = most;
        return this;
    }

    /**
     * Adds a listener; failures are logged in any case.
     *
     * @param listener is told what the runner does
     * @return this builder
     */
    public TimerRunnerBuilder listener(TimerListener listener) {
        listeners.add(listener);
        return this;
    }

    TimerRunnerBuilder pause(Pause source) {
        this.pause = source;
        return this;
    }

    Timers timers() {
        return timers;
    }

    DataSource database() {
        return database;
    }

    TimerHandler handler() {
        return handler;
    }

    Duration poll() {
        return poll;
    }

    int batch() {
        return batch;
    }

    List<TimerListener> listeners() {
        return List.copyOf(listeners);
    }

    @Nullable Pause pause() {
        return pause;
    }

    /** {@return a runner that is ready to start} */
    public TimerRunner build() {
        return new TimerRunner(this);
    }
}
