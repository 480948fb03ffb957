package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Spread;
import io.gridgate.benchmarks.report.Target;
import io.gridgate.benchmarks.server.FreshMemory;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Bare handler and product, measured in turn. Each ratio is of two measurements that follow each
 * other, so that what slows the machine for a while slows both.
 */
final class Contest {

    /** What happens before a measurement of the product and is not measured. */
    interface Preparation {

        Preparation NONE = (_, _) -> {};

        /**
         * Prepares a measurement.
         *
         * @param window how long it will be
         * @param perSecond events per second in the last one; 0 before the first
         */
        void before(Duration window, double perSecond) throws InterruptedException;
    }

    private final Lab lab;
    private final List<Measured> bare = new ArrayList<>();
    private final List<Measured> product = new ArrayList<>();

    private Contest(Lab lab) {
        this.lab = lab;
    }

    static Contest run(Lab lab, Side bare, Side product, Preparation preparation)
            throws InterruptedException {
        return run(lab, bare, product, 1, preparation);
    }

    /** Measures after several turns of warm-up; one long one would let connections idle. */
    static Contest run(Lab lab, Side bare, Side product, int warmUps, Preparation preparation)
            throws InterruptedException {
        Effort effort = lab.effort();
        Contest contest = new Contest(lab);
        Measured last = contest.warmUp(bare, product, preparation);
        for (int more = 1; more < warmUps; more++) {
            last = contest.warmUp(bare, product, preparation);
        }
        for (int i = 1; i <= effort.repetitions(); i++) {
            String which = i + "/" + effort.repetitions();
            contest.bare.add(contest.measure(bare, effort.window(), which));
            preparation.before(effort.window(), last.perSecond());
            last = contest.measure(product, effort.window(), which);
            contest.product.add(last);
        }
        return contest;
    }

    private Measured warmUp(Side bare, Side product, Preparation preparation)
            throws InterruptedException {
        Duration warmUp = lab.effort().warmUp();
        measure(bare, warmUp, "warm-up");
        preparation.before(warmUp, 0);
        return measure(product, warmUp, "warm-up");
    }

    private Measured measure(Side side, Duration duration, String which)
            throws InterruptedException {
        FreshMemory.touch();
        Measured measured = side.measure(duration);
        lab.say(
                "  %-8s %-10s %,10.0f /s  %6.2f µs  %,8.0f B  others %2.0f %%"
                        .formatted(
                                which,
                                side.name(),
                                measured.perSecond(),
                                measured.microsPerEvent(),
                                measured.bytesPerEvent(),
                                measured.othersPercent()));
        return measured;
    }

    /** What the product did in all measurements. */
    long eventsDone() {
        return product.stream().mapToLong(measured -> measured.window().events()).sum();
    }

    Figure figure(Scenario scenario, @Nullable Target target) {
        return new Figure(
                scenario.name(),
                scenario.about() + ", events/s",
                Figure.TIMES_BARE,
                ratio(),
                target,
                beside());
    }

    /**
     * The ratio that a machine would give which has nothing else to do and never waits: that of the
     * processor time of server and client together. Others on the machine hardly disturb it.
     */
    private Spread ratioByProcessorTime() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < bare.size(); i++) {
            ratios.add(bare.get(i).allMicrosPerEvent() / product.get(i).allMicrosPerEvent());
        }
        return Spread.of(ratios);
    }

    private Spread ratio() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < bare.size(); i++) {
            ratios.add(product.get(i).perSecond() / bare.get(i).perSecond());
        }
        return Spread.of(ratios);
    }

    private Map<String, Spread> beside() {
        Map<String, Spread> all = new LinkedHashMap<>();
        all.put("ratio by processor time", ratioByProcessorTime());
        all.put("events/s", spread(product, Measured::perSecond));
        all.put("bare requests/s", spread(bare, Measured::perSecond));
        all.put("CPU µs/event", spread(product, Measured::microsPerEvent));
        all.put("bare CPU µs/request", spread(bare, Measured::microsPerEvent));
        all.put("allocated B/event", spread(product, Measured::bytesPerEvent));
        all.put("bare allocated B/request", spread(bare, Measured::bytesPerEvent));
        for (double percentile : new double[] {50, 99, 99.9}) {
            String name = percentile % 1 == 0 ? "p%.0f ms" : "p%.1f ms";
            all.put(
                    name.formatted(percentile),
                    spread(product, m -> m.window().latencyMillis(percentile)));
        }
        for (double percentile : new double[] {50, 99, 99.9}) {
            String name = percentile % 1 == 0 ? "bare p%.0f ms" : "bare p%.1f ms";
            all.put(
                    name.formatted(percentile),
                    spread(bare, m -> m.window().latencyMillis(percentile)));
        }
        all.put("others % of machine", spread(product, Measured::othersPercent));
        all.put("bare others % of machine", spread(bare, Measured::othersPercent));
        return all;
    }

    private static Spread spread(List<Measured> of, ToDoubleFunction<Measured> quantity) {
        return Spread.of(of.stream().map(m -> quantity.applyAsDouble(m)).toList());
    }
}
