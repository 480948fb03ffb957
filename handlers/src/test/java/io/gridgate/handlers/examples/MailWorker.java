package io.gridgate.handlers.examples;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.EventKey;
import io.gridgate.handlers.FailurePolicy;
import io.gridgate.handlers.Worker;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.telemetry.TracedHandler;
import io.gridgate.handlers.telemetry.WorkerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;

import java.io.UncheckedIOException;
import java.time.Duration;

/** A worker in front of a mail service that is slow and sometimes away. */
final class MailWorker {

    static Worker build(
            EventGridReceiver receiver,
            EventHandler mail,
            MeterRegistry registry,
            OpenTelemetry openTelemetry) {
        var metrics = new WorkerMetrics(registry, "letters", "mail");
        var tenPerSecond =
                RateLimiterConfig.custom()
                        .limitForPeriod(10)
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .build();
        var worker =
                Worker.builder(receiver, new TracedHandler(mail, openTelemetry, "letters"))
                        .inOrder(EventKey.partitionKey())
                        .failurePolicy(
                                FailurePolicy.releaseThenReject()
                                        .rejecting(UncheckedIOException.class))
                        .deliveryLimit(8)
                        .circuitBreaker(CircuitBreaker.ofDefaults("mail"))
                        .rateLimiter(RateLimiter.of("mail", tenPerSecond))
                        .listener(metrics)
                        .build();
        metrics.watch(worker);
        return worker;
    }

    private MailWorker() {}
}
