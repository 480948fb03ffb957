package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.Publishing;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Target;

import java.util.List;
import java.util.function.Supplier;

/** Durable publish to a namespace topic with dedup and one event subscription. */
final class PublishScenario implements Scenario {

    private final int events;
    private final Target target;

    private PublishScenario(int events, Target target) {
        this.events = events;
        this.target = target;
    }

    static PublishScenario one() {
        return new PublishScenario(1, Target.atLeast(0.50, 0.40));
    }

    static PublishScenario hundred() {
        return new PublishScenario(Namespace.BATCH, Target.atLeast(4.0, 2.5));
    }

    @Override
    public String name() {
        return "publish-" + events;
    }

    @Override
    public String about() {
        return "durable publish, %s per request"
                .formatted(events == 1 ? "one event" : events + " events");
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        Supplier<Publishing> load =
                events == 1
                        ? () -> Publishing.single(Namespace.publishOne())
                        : () -> Publishing.batch(Namespace.publishBatch(), events);
        try (Side bare = Side.bare(lab);
                Namespace namespace =
                        Namespace.start(lab, lab.launch().emptyFolder("namespace"), List.of());
                Side product = Side.namespace(lab, namespace, load)) {
            Contest contest = Contest.run(lab, bare, product, Contest.Preparation.NONE);
            if (namespace.books().matched() < contest.eventsDone()) {
                throw new IllegalStateException(
                        "the namespace has fewer events than it said: " + namespace.books());
            }
            return List.of(contest.figure(this, target));
        }
    }
}
