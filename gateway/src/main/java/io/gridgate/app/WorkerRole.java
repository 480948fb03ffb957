package io.gridgate.app;

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
final class WorkerRole implements AutoCloseable {

    private final EventGridReceiver receiver;
    private final Worker worker;

    private WorkerRole(EventGridReceiver receiver, Worker worker) {
        this.receiver = receiver;
        this.worker = worker;
    }

    static WorkerRole start(
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
