package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.Publishing;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Target;

import java.nio.file.Path;
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
        return new PublishScenario(100, Target.atLeast(4.0, 2.5));
    }

    @Override
    public String name() {
        return "publish-" + events;
    }

    @Override
    public String about() {
        return "durable publish, %s per request"
                .formatted(events == 1 ? "one event" : "100 events");
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        Path data = lab.launch().emptyFolder("namespace");
        Supplier<Publishing> load =
                events == 1
                        ? () -> Publishing.single(Site.publishOne())
                        : () -> Publishing.batch(Site.publishBatch(), events);
        try (Side bare = Site.bareSide(lab);
                Side product =
                        new Side(
                                "namespace",
                                Site.namespace(lab, data),
                                "httpUrl",
                                Site.each(lab, load),
                                lab.effort().clientThreads())) {
            Contest contest = Contest.run(lab, bare, product, Contest.Preparation.NONE);
            return List.of(
                    new Figure(
                            name(),
                            about() + ", events/s",
                            Figure.TIMES_BARE,
                            contest.ratio(),
                            target,
                            contest.beside()));
        }
    }
}
