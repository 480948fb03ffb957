package io.gridgate.app.site;

import io.gridgate.accept.AcceptListener;
import io.gridgate.app.process.Running;
import io.gridgate.app.process.StartException;
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
public final class Site implements AutoCloseable {

    /** The only partner. */
    static final String PARTNER = "demo";

    /** Its source of CloudEvents. */
    public static final String EVENTS = "events";

    /** Its source of GitHub webhooks. */
    public static final String GITHUB = "github";

    private final Running running;
    private final SiteReady ready;

    private Site(Running running, SiteReady ready) {
        this.running = running;
        this.ready = ready;
    }

    /**
     * Listeners that see an event pass each stage.
     *
     * @param accepted sees what partners send
     * @param forwarded sees what reaches the namespace
     * @param worked see what the worker does
     */
    public record Watch(
            AcceptListener accepted, LaneListener forwarded, List<WorkerListener> worked) {}

    /**
     * Starts everything; what was started is stopped again when a part fails.
     *
     * @param options where it runs
     * @param watch sees the events pass
     * @return the running site
     * @throws StartException if a port is taken or the folder cannot be used
     */
    public static Site start(SiteOptions options, Watch watch) {
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

    /**
     * Returns what somebody must know to use it.
     *
     * @return URLs and secrets
     */
    public SiteReady ready() {
        return ready;
    }

    /** Stops in the order that leaves no lock behind: worker, gateway, namespace. */
    @Override
    public void close() {
        running.close();
    }
}
