package io.gridgate.app.worker;

import io.gridgate.app.process.NamespaceClients;
import io.gridgate.app.settings.WorkerSettings;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Worker;
import io.gridgate.handlers.WorkerListener;
import io.gridgate.handlers.client.EventGridReceiver;

import java.util.List;
import java.util.Optional;

/**
 * The worker role: one worker on one event subscription. Started when made, drained when closed.
 */
public final class WorkerRole implements AutoCloseable {

    private final EventGridReceiver receiver;
    private final Worker worker;

    private WorkerRole(EventGridReceiver receiver, Worker worker) {
        this.receiver = receiver;
        this.worker = worker;
    }

    /**
     * Starts a worker.
     *
     * @param settings where it pulls from, and how
     * @param handler gets the events
     * @param listeners hear what becomes of them
     * @param watch tells others how it does, if somebody asks
     * @return the running worker
     * @throws io.gridgate.app.process.StartException if the namespace cannot be used
     */
    public static WorkerRole start(
            WorkerSettings settings,
            EventHandler handler,
            List<WorkerListener> listeners,
            Optional<WorkerWatch> watch) {
        EventGridReceiver receiver =
                NamespaceClients.receiver(
                        settings.access(), settings.topic(), settings.subscription());
        var builder =
                Worker.builder(receiver, handler)
                        .name("worker-" + settings.topic())
                        .concurrency(settings.concurrency())
                        .lockDuration(settings.lock())
                        .receiveWait(settings.receiveWait())
                        .drainTimeout(settings.drainTimeout());
        listeners.forEach(builder::listener);
        Worker worker =
                watch.map(watching ->
                                watching.build(
                                        builder,
                                        settings.topic(),
                                        settings.subscription(),
                                        settings.concurrency()))
                        .orElseGet(builder::build);
        worker.start();
        return new WorkerRole(receiver, worker);
    }

    @Override
    public void close() {
        worker.close();
        receiver.close();
    }
}
