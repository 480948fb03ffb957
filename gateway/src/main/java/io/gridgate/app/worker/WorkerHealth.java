package io.gridgate.app.worker;

import io.gridgate.app.process.ListenerNames;
import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.HealthSettings;
import io.gridgate.http.HttpServer;
import io.gridgate.http.worker.WorkerRoutes;

import java.net.BindException;

/** The listener of a worker process: health, metrics and lag. Serves from when it is made. */
final class WorkerHealth implements AutoCloseable {

    private final HttpServer server;
    private final String url;

    private WorkerHealth(HttpServer server, String url) {
        this.server = server;
        this.url = url;
    }

    static WorkerHealth start(HealthSettings settings, WorkerWatch watch) {
        try {
            HttpServer server =
                    HttpServer.builder()
                            .host(settings.host())
                            .httpPort(settings.port())
                            .readyWhen(watch::ready)
                            .routes(new WorkerRoutes(watch::metrics, watch::statuses))
                            .start();
            return new WorkerHealth(
                    server,
                    "http://" + ListenerNames.urlHost(settings.host()) + ":" + server.httpPort());
        } catch (BindException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        server.close();
    }
}
