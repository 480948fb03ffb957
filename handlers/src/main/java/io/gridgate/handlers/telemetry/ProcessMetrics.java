package io.gridgate.handlers.telemetry;

import io.gridgate.handlers.process.ProcessManager;
import io.gridgate.handlers.process.RunningVersion;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The metrics of the running instances of a process. */
public final class ProcessMetrics {

    private static final String PREFIX = "gridgate.process.";

    private ProcessMetrics() {}

    /**
     * Registers the metrics: for each version that the manager knows, how many instances run and
     * for how long the oldest of them has stood still. Each is one query when it is asked for, and
     * not a number where the database does not answer.
     *
     * @param registry where
     * @param manager leads the process; its name is the value of the tag {@code process}
     * @param clock tells how long an instance has stood still
     */
    public static void register(
            MeterRegistry registry, ProcessManager manager, InstantSource clock) {
        for (int version : manager.versions()) {
            Tags tags = Tags.of("process", manager.process(), "version", Integer.toString(version));
            Gauge.builder(
                            PREFIX + "running",
                            manager,
                            asked -> of(asked, version, RunningVersion::instances))
                    .description("Instances that run")
                    .tags(tags)
                    .strongReference(true)
                    .register(registry);
            Gauge.builder(
                            PREFIX + "still.seconds",
                            manager,
                            asked -> of(asked, version, each -> seconds(each.since(), clock)))
                    .description(
                            "How long a running instance has had no event and no time-out, at"
                                    + " most; 0 where none runs")
                    .tags(tags)
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static double of(
            ProcessManager manager, int version, ToDoubleFunction<RunningVersion> quantity) {
        try {
            List<RunningVersion> all = manager.runningByVersion();
            return all.stream()
                    .filter(each -> each.version() == version)
                    .mapToDouble(quantity)
                    .findFirst()
                    .orElse(0);
        } catch (SQLException e) {
            return Double.NaN;
        }
    }

    private static double seconds(Instant since, InstantSource clock) {
        return Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }
}
