package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.report.Figure;

import java.util.ArrayList;
import java.util.List;

/**
 * What a namespace does that keeps its events in PostgreSQL, on the same machine and with every
 * commit on disk before it is answered.
 */
final class PostgresScenario implements Scenario {

    private static final int CONNECTIONS = 4;

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String about() {
        return "publish and pull on PostgreSQL";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        List<Figure> figures = new ArrayList<>();
        try (PostgresServer server = PostgresServer.start(CONNECTIONS)) {
            Store store = new Store.Postgres(server);
            for (Scenario each :
                    List.of(
                            PublishScenario.of(1, store),
                            PublishScenario.of(Namespace.BATCH, store),
                            PullScenario.of(store))) {
                lab.say("  " + each.about());
                figures.addAll(each.run(lab));
            }
        }
        return figures;
    }
}
