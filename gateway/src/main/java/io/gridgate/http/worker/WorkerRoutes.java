package io.gridgate.http.worker;

import io.gridgate.http.Answer;
import io.gridgate.http.ErrorEnvelope;
import io.gridgate.http.JsonText;
import io.gridgate.http.ProblemDetails;
import io.gridgate.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET /metrics} for Prometheus and {@code GET /lag} for KEDA's metrics-api scaler. Open to
 * everybody who reaches the listener; they tell names of topics, and figures.
 */
public final class WorkerRoutes implements Routes {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<String> metrics;
    private final Supplier<List<PullStatus>> statuses;
    private final ProblemDetails errors = new ProblemDetails();

    /**
     * Makes the routes.
     *
     * @param metrics the metrics in Prometheus' text format 0.0.4
     * @param statuses how each worker of the process does
     */
    public WorkerRoutes(Supplier<String> metrics, Supplier<List<PullStatus>> statuses) {
        this.metrics = metrics;
        this.statuses = statuses;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/metrics", this::metrics);
        routes.get("/lag", this::lag);
    }

    @Override
    public boolean owns(String path) {
        return path.equals("/metrics") || path.equals("/lag");
    }

    @Override
    public ErrorEnvelope errors() {
        return errors;
    }

    @Override
    public Optional<String> openApiResource() {
        return Optional.of("/openapi/worker.json");
    }

    private void metrics(Context ctx) throws IOException {
        Answer.ok(ctx.res(), PROMETHEUS, metrics.get().getBytes(StandardCharsets.UTF_8));
    }

    private void lag(Context ctx) throws IOException {
        List<PullStatus> all = statuses.get();
        long most = all.stream().mapToLong(PullStatus::lagSeconds).max().orElse(0);
        JsonText json = new JsonText(512).raw("{\"lag\":" + most + ",\"workers\":[");
        String separator = "";
        for (PullStatus status : all) {
            write(json.raw(separator), status);
            separator = ",";
        }
        Answer.ok(ctx.res(), "application/json", json.raw("]}").toBytes());
    }

    private static void write(JsonText json, PullStatus status) {
        json.raw("{\"topic\":").string(status.topic());
        json.raw(",\"subscription\":").string(status.subscription());
        json.raw(",\"lag\":" + status.lagSeconds());
        json.raw(",\"receives\":" + status.lag().receives());
        json.raw(",\"fullReceives\":" + Math.round(status.lag().fullReceives() * 100) / 100.0);
        json.raw(",\"inFlight\":" + status.inFlight());
        json.raw(",\"concurrency\":" + status.concurrency());
        json.raw(",\"held\":").string(status.held()).raw("}");
    }
}
