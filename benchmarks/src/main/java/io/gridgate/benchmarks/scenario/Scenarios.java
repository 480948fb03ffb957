package io.gridgate.benchmarks.scenario;

import java.util.List;

/** All scenarios, in the order in which they run. */
public final class Scenarios {

    private Scenarios() {}

    /** {@return all of them} */
    public static List<Scenario> all() {
        return List.of(
                PublishScenario.one(),
                PublishScenario.hundred(),
                new PullScenario(),
                new PartnerScenario(),
                new ChainScenario(),
                new LatencyScenario(),
                new MemoryScenario(),
                new StartScenario(),
                new BacklogScenario(),
                new IdleScenario(),
                new WorkerScenario(),
                new IdleWorkerScenario(),
                new InboxScenario(),
                new OutboxScenario(),
                new ForwardScenario(),
                new AcceptScenario(),
                new FairnessScenario(),
                new PostgresScenario());
    }
}
