package io.gridgate.app.worker;

import io.gridgate.handlers.Worker;
import io.gridgate.handlers.WorkerBuilder;
import io.gridgate.handlers.WorkerListener;
import io.gridgate.handlers.telemetry.WorkerMetrics;
import io.gridgate.http.worker.PullStatus;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Watches the workers of a process: their metrics, their lag, and whether the namespace answers
 * them. Safe for use by many threads.
 */
public final class WorkerWatch {

    private record Watched(
            String topic, String subscription, int concurrency, Ear ear, Worker worker) {

        PullStatus status() {
            return new PullStatus(
                    topic,
                    subscription,
                    worker.lag(),
                    worker.counters().inFlight(),
                    concurrency,
                    ear.held);
        }
    }

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Watched> all = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    /** Makes a watch that watches no worker yet. */
    public WorkerWatch() {}

    /** Builds a worker that is watched from then on. */
    Worker build(WorkerBuilder builder, String topic, String subscription, int concurrency) {
        WorkerMetrics metrics = new WorkerMetrics(registry, topic, subscription);
        Ear ear = new Ear();
        Worker worker = builder.listener(metrics).listener(ear).build();
        metrics.watch(worker);
        all.add(new Watched(topic, subscription, concurrency, ear, worker));
        return worker;
    }

    /** From here on the process is not ready: it drains. */
    void stopping() {
        stopping = true;
    }

    /**
     * Returns whether the namespace answered the latest request for events of every worker that may
     * receive.
     */
    boolean ready() {
        return !stopping && all.stream().allMatch(one -> one.ear.well());
    }

    /** Returns the metrics in Prometheus' text format. */
    String metrics() {
        return registry.scrape();
    }

    /** Returns how each worker does, in the order in which they were built. */
    List<PullStatus> statuses() {
        return all.stream().map(Watched::status).toList();
    }

    /** Hears whether one worker gets answers. */
    private static final class Ear implements WorkerListener {

        private volatile boolean answered;
        private volatile String held = "";

        boolean well() {
            return answered || !held.isEmpty();
        }

        @Override
        public void receiveAnswered(int askedFor, int events, Duration took) {
            answered = true;
        }

        @Override
        public void receiveFailed(RuntimeException failure, Duration retryIn) {
            answered = false;
        }

        @Override
        public void held(String reason) {
            held = reason;
        }

        @Override
        public void resumed() {
            held = "";
        }
    }
}
