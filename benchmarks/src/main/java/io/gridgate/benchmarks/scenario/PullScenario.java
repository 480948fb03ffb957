package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.Pulling;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Target;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Receive of a hundred events and their durable acknowledge, in turn, out of a backlog. */
final class PullScenario implements Scenario {

    private static final long FIRST_GUESS_PER_SECOND = 40_000;
    private static final double RESERVE = 1.5;

    /** More would take longer to publish than a server keeps an idle connection. */
    private static final long EVENTS_MAX = 1_000_000;

    private final @Nullable Target target;
    private final Store store;
    private double perSecond = FIRST_GUESS_PER_SECOND;

    PullScenario() {
        this(Target.atLeast(3.5, 2.0), Store.EMBEDDED);
    }

    private PullScenario(@Nullable Target target, Store store) {
        this.target = target;
        this.store = store;
    }

    static PullScenario of(Store store) {
        return new PullScenario(null, store);
    }

    @Override
    public String name() {
        return store.prefix() + "receive-ack-100";
    }

    @Override
    public String about() {
        return "receive(100) + durable acknowledge(100)" + store.where();
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        try (Side bare = Side.bare(lab);
                Namespace namespace = store.start(lab);
                Side product = Side.namespace(lab, namespace, PullScenario::dialogue)) {
            Contest contest =
                    Contest.run(
                            lab,
                            bare,
                            product,
                            (window, last) -> {
                                perSecond = last == 0 ? perSecond : last;
                                double events = perSecond * RESERVE * window.toMillis() / 1000;
                                namespace.fillTo(Math.min(EVENTS_MAX, (long) events));
                            });
            if (namespace.books().acknowledged() < contest.eventsDone()) {
                throw new IllegalStateException(
                        "fewer events are acknowledged than it said: " + namespace.books());
            }
            return List.of(contest.figure(this, target));
        }
    }

    private static Pulling dialogue() {
        return Pulling.andAcknowledge(
                Namespace.receive(Namespace.BATCH, 0),
                Namespace.acknowledge(),
                Namespace.BATCH,
                Pulling.WhenEmpty.STOP);
    }
}
