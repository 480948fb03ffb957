package io.gridgate.app;

import io.gridgate.accept.AcceptListener;
import io.gridgate.deliver.LaneListener;
import io.gridgate.handlers.WorkerListener;

import java.io.IOException;
import java.util.List;

/**
 * The ready-made site of {@code gridgate up}: a namespace, a gateway that forwards to it over HTTPS
 * as it would to Azure, and a worker that pulls from it, all in one process.
 *
 * <p>Partner {@code demo} has the sources {@code events} and {@code github}; each has a topic of
 * its name, with the event subscription {@code worker}.
 */
final class Site implements AutoCloseable {

    static final String PARTNER = "demo";
    static final String EVENTS = "events";
    static final String GITHUB = "github";

    private final Running running;
    private final SiteReady ready;

    private Site(Running running, SiteReady ready) {
        this.running = running;
        this.ready = ready;
    }

    /** Listeners that see an event pass each stage. */
    record Watch(AcceptListener accepted, LaneListener forwarded, List<WorkerListener> worked) {}

    /** Starts everything; what was started is stopped again when a part fails. */
    static Site start(SiteOptions options, Watch watch) {
        Running running = new Running();
        try {
            return new Site(running, new SiteParts(options, running).start(watch));
        } catch (IOException e) {
            running.close();
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    SiteReady ready() {
        return ready;
    }

    /** Stops in the order that leaves no lock behind: worker, gateway, namespace. */
    @Override
    public void close() {
        running.close();
    }
}
