package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.Dialogue;
import io.gridgate.benchmarks.load.LoadClient;
import io.gridgate.benchmarks.load.Window;
import io.gridgate.benchmarks.server.JvmProbe;
import io.gridgate.benchmarks.server.ProcessUsage;
import io.gridgate.benchmarks.server.ServerProcess;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** One of two servers that are measured in turn, with its client. */
final class Side implements AutoCloseable {

    private final String name;
    private final ServerProcess server;
    private final JvmProbe probe;
    private final LoadClient client;

    Side(
            String name,
            ServerProcess server,
            String url,
            List<? extends Dialogue> load,
            int threads) {
        this.name = name;
        this.server = server;
        this.probe = JvmProbe.attach(server.pid());
        InetSocketAddress address = server.address(url);
        this.client = new LoadClient(address, load, threads);
    }

    Measured measure(Duration duration) throws InterruptedException {
        long bytes = probe.allocatedBytes();
        long micros = ProcessUsage.of(server.pid()).cpuMicros();
        Window window = client.saturate(duration);
        long microsUsed = ProcessUsage.of(server.pid()).cpuMicros() - micros;
        long bytesUsed = probe.allocatedBytes() - bytes;
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
        return new Measured(window, microsUsed, bytesUsed);
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        client.close();
        probe.close();
        server.close();
    }
}
