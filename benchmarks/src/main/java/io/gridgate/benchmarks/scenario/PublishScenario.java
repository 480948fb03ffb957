package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.Publishing;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Target;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/** Durable publish to a namespace topic with dedup and one event subscription. */
final class PublishScenario implements Scenario {

    private final int events;
    private final @Nullable Target target;
    private final Store store;

    private PublishScenario(int events, @Nullable Target target, Store store) {
        this.events = events;
        this.target = target;
        this.store = store;
    }

    static PublishScenario one() {
        return new PublishScenario(1, Target.atLeast(0.50, 0.40), Store.EMBEDDED);
    }

    static PublishScenario hundred() {
        return new PublishScenario(Namespace.BATCH, Target.atLeast(4.0, 2.5), Store.EMBEDDED);
    }

    static PublishScenario of(int events, Store store) {
        return new PublishScenario(events, null, store);
    }

    @Override
    public String name() {
        return store.prefix() + "publish-" + events;
    }

    @Override
    public String about() {
        return "durable publish%s, %s per request"
                .formatted(store.where(), events == 1 ? "one event" : events + " events");
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        Supplier<Publishing> load =
                events == 1
                        ? () -> Publishing.single(Namespace.publishOne())
                        : () -> Publishing.batch(Namespace.publishBatch(), events);
        try (Side bare = Side.bare(lab);
                Namespace namespace = store.start(lab);
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
