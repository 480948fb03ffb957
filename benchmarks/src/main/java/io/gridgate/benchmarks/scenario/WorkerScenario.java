package io.gridgate.benchmarks.scenario;

import io.cloudevents.CloudEvent;
import io.gridgate.benchmarks.load.Pulling;
import io.gridgate.benchmarks.load.Window;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Target;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.Worker;
import io.gridgate.handlers.WorkerListener;
import io.gridgate.handlers.client.EventGridReceiver;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The worker of the library with a handler that does nothing, out of a backlog: received, handled
 * one by one, and durably acknowledged. It runs in this program, in place of the load client, so
 * its processor time stands beside the server's.
 */
final class WorkerScenario implements Scenario {

    private static final long FIRST_GUESS_PER_SECOND = 40_000;
    private static final double RESERVE = 1.5;
    private static final long EVENTS_MAX = 1_000_000;
    // Two programs are compiled while they share two cores; after one turn neither is done.
    private static final int WARM_UPS = 4;
    private static final int CONCURRENCY = 1_000;
    private static final int RECEIVERS = 4;
    private static final Duration BEGIN_MAX = Duration.ofSeconds(20);
    private static final Duration DRAIN_MAX = Duration.ofSeconds(20);

    private double perSecond = FIRST_GUESS_PER_SECOND;

    @Override
    public String name() {
        return "worker";
    }

    @Override
    public String about() {
        return "worker with a no-op handler, out of a backlog";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        try (Side bare = Side.bare(lab);
                Namespace namespace =
                        Namespace.start(lab, lab.launch().emptyFolder("namespace"), List.of());
                EventGridReceiver receiver = namespace.receiver();
                Side product =
                        Side.of(
                                lab,
                                "worker",
                                namespace.server(),
                                "httpUrl",
                                WorkerScenario::unused,
                                (_, window) -> work(receiver, window))) {
            Contest contest =
                    Contest.run(
                            lab,
                            bare,
                            product,
                            WARM_UPS,
                            (window, last) -> {
                                perSecond = last == 0 ? perSecond : last;
                                double events = perSecond * RESERVE * window.toMillis() / 1000;
                                namespace.fillTo(Math.min(EVENTS_MAX, (long) events));
                            });
            if (namespace.books().acknowledged() < contest.eventsDone()) {
                throw new IllegalStateException(
                        "fewer events are acknowledged than it said: " + namespace.books());
            }
            return List.of(contest.figure(this, Target.atLeast(1, 1)));
        }
    }

    private static Pulling unused() {
        return Pulling.andHold(Namespace.receive(Namespace.BATCH, 0), Namespace.BATCH);
    }

    private static Window work(EventGridReceiver receiver, Duration window)
            throws InterruptedException {
        Recorder recorder = new Recorder(Duration.ofMinutes(2).toNanos(), 3);
        Worker worker =
                Worker.builder(receiver, (_, _) -> Outcome.acknowledge())
                        .concurrency(CONCURRENCY)
                        .receivers(RECEIVERS)
                        .receiveWait(Duration.ofSeconds(1))
                        .lockDuration(Duration.ofHours(1))
                        .listener(
                                new WorkerListener() {
                                    @Override
                                    public void settled(
                                            CloudEvent event,
                                            DeliveryContext context,
                                            Outcome outcome) {
                                        recorder.recordValue(
                                                Duration.between(
                                                                context.receivedAt(), Instant.now())
                                                        .toNanos());
                                    }
                                })
                        .build();
        long start = System.nanoTime();
        worker.start();
        Thread.sleep(window);
        // The first window of a short run can end before the code is loaded.
        while (worker.counters().acknowledged() == 0
                && System.nanoTime() - start < BEGIN_MAX.toNanos()) {
            Thread.sleep(10);
        }
        long events = worker.counters().acknowledged();
        long nanos = System.nanoTime() - start;
        Histogram held = recorder.getIntervalHistogram();
        worker.drain(DRAIN_MAX);
        return new Window(events, events, 0, Optional.empty(), nanos, held);
    }
}
