package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.Dialogue;
import io.gridgate.benchmarks.load.LoadClient;
import io.gridgate.benchmarks.load.Publishing;
import io.gridgate.benchmarks.load.Window;
import io.gridgate.benchmarks.server.Bystanders;
import io.gridgate.benchmarks.server.JvmProbe;
import io.gridgate.benchmarks.server.ProcessUsage;
import io.gridgate.benchmarks.server.ServerProcess;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One of two servers that are measured in turn, with its client. */
final class Side implements AutoCloseable {

    private final String name;
    private final ServerProcess server;
    private final JvmProbe probe;
    private final LoadClient client;
    private final Stretch stretch;

    /** What is measured: some load and, where that is part of it, what the server does with it. */
    interface Stretch {

        Window run(LoadClient client, Duration duration) throws InterruptedException;
    }

    private Side(String name, ServerProcess server, LoadClient client, Stretch stretch) {
        this.name = name;
        this.server = server;
        this.probe = JvmProbe.attach(server.pid());
        this.client = client;
        this.stretch = stretch;
    }

    /**
     * Makes a side.
     *
     * @param url the member of the server's line that has the URL to load
     * @param load makes what each connection does
     */
    static Side of(
            Lab lab,
            String name,
            ServerProcess server,
            String url,
            Supplier<? extends Dialogue> load,
            Stretch stretch) {
        List<Dialogue> all = new ArrayList<>();
        for (int i = 0; i < lab.effort().connections(); i++) {
            all.add(load.get());
        }
        LoadClient client = new LoadClient(server.address(url), all, lab.effort().clientThreads());
        return new Side(name, server, client, stretch);
    }

    /** The bare handler under the load that every ratio is of: one event in each request. */
    static Side bare(Lab lab) {
        return of(
                lab,
                "bare",
                lab.launch().bare(),
                "httpUrl",
                () -> Publishing.single(Namespace.bare()),
                LoadClient::saturate);
    }

    /** A namespace that is loaded without a pause. */
    static Side namespace(Lab lab, Namespace namespace, Supplier<? extends Dialogue> load) {
        return of(lab, "namespace", namespace.server(), "httpUrl", load, LoadClient::saturate);
    }

    Measured measure(Duration duration) throws InterruptedException {
        Bystanders others = new Bystanders(server.pid());
        long bytes = probe.allocatedBytes();
        long micros = ProcessUsage.of(server.pid()).cpuMicros();
        long self = ProcessHandle.current().pid();
        long clientMicros = ProcessUsage.of(self).cpuMicros();
        Window window = stretch.run(client, duration);
        long clientUsed = ProcessUsage.of(self).cpuMicros() - clientMicros;
        long microsUsed = ProcessUsage.of(server.pid()).cpuMicros() - micros;
        long bytesUsed = probe.allocatedBytes() - bytes;
        double othersPercent = others.percent();
        if (window.failures() > 0) {
            throw new IllegalStateException(
                    "%s refused %d of %d requests, first with: %s"
                            .formatted(
                                    name,
                                    window.failures(),
                                    window.requests(),
                                    window.firstFailure().orElse("")));
        }
        if (window.events() == 0) {
            throw new IllegalStateException(name + " did nothing");
        }
        return new Measured(window, microsUsed, clientUsed, bytesUsed, othersPercent);
    }

    String name() {
        return name;
    }

    /** Ends client and server. */
    @Override
    public void close() {
        client.close();
        probe.close();
        server.close();
    }
}
