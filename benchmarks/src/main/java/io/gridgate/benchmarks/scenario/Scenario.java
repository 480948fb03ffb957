package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.report.Figure;

import java.util.List;

/** One experiment. */
public interface Scenario {

    /** {@return the name by which it is chosen} */
    String name();

    /** {@return what it measures, in a line} */
    String about();

    /**
     * Runs it.
     *
     * @param lab what it works with
     * @return what was measured
     */
    List<Figure> run(Lab lab) throws InterruptedException;
}
