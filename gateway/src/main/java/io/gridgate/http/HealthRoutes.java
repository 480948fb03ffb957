package io.gridgate.http;

import io.javalin.config.RoutesConfig;

import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** {@code /health/live} and {@code /health/ready}; open to everybody, they tell nothing else. */
final class HealthRoutes {

    private static final byte[] UP = json("up");
    private static final byte[] DOWN = json("down");

    private HealthRoutes() {}

    static void register(RoutesConfig routes, BooleanSupplier ready) {
        routes.get("/health/live", ctx -> Answer.ok(ctx.res(), "application/json", UP));
        routes.get(
                "/health/ready",
                ctx -> {
                    boolean up = ready.getAsBoolean();
                    Answer.write(ctx.res(), up ? 200 : 503, "application/json", up ? UP : DOWN);
                });
    }

    private static byte[] json(String status) {
        return ("{\"status\":\"" + status + "\"}").getBytes(StandardCharsets.US_ASCII);
    }
}
