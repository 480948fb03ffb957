package io.gridgate.handlers.telemetry;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;

import org.jspecify.annotations.Nullable;

/**
 * Runs a handler inside a span that continues the trace of the event: its {@code traceparent} and
 * {@code tracestate}, the extensions of CloudEvents for distributed tracing. An event without them
 * begins a trace. The span is current on the handler's thread. Safe for use by many threads.
 */
public final class TracedHandler implements EventHandler {

    /** Reads the attributes of an event as if they were headers. */
    private static final TextMapGetter<CloudEvent> ATTRIBUTES =
            new TextMapGetter<>() {
                @Override
                public @Nullable String get(@Nullable CloudEvent event, String key) {
                    Object value = event == null ? null : event.getExtension(key);
                    return value == null ? null : value.toString();
                }
            };

    private final EventHandler handler;
    private final Tracer tracer;
    private final String destination;

    /**
     * Wraps a handler.
     *
     * @param handler what is traced
     * @param openTelemetry makes the spans
     * @param destination names them: the topic, or topic and event subscription
     */
    public TracedHandler(EventHandler handler, OpenTelemetry openTelemetry, String destination) {
        this.handler = handler;
        this.tracer = openTelemetry.getTracer("io.gridgate.handlers");
        this.destination = destination;
    }

    @Override
    public Outcome handle(CloudEvent event, DeliveryContext context) throws Exception {
        Span span = start(event, context);
        try (Scope _ = span.makeCurrent()) {
            Outcome outcome = handler.handle(event, context);
            end(span, outcome);
            return outcome;
        } catch (Throwable e) {
            span.recordException(e);
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
    }

    private Span start(CloudEvent event, DeliveryContext context) {
        Context parent =
                W3CTraceContextPropagator.getInstance().extract(Context.root(), event, ATTRIBUTES);
        return tracer.spanBuilder("process " + destination)
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "eventgrid")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", destination)
                .setAttribute("messaging.message.id", event.getId())
                .setAttribute("cloudevents.event_id", event.getId())
                .setAttribute("cloudevents.event_source", event.getSource().toString())
                .setAttribute("cloudevents.event_type", event.getType())
                .setAttribute("gridgate.delivery_count", context.deliveryCount())
                .startSpan();
    }

    private static void end(Span span, Outcome outcome) {
        switch (outcome) {
            case Outcome.Acknowledge() -> span.setAttribute("gridgate.outcome", "acknowledge");
            case Outcome.Release(var delay) ->
                    span.setAttribute("gridgate.outcome", "release")
                            .setAttribute("gridgate.release_delay_seconds", delay.seconds());
            case Outcome.Reject(String reason) ->
                    span.setAttribute("gridgate.outcome", "reject")
                            .setStatus(StatusCode.ERROR, reason);
        }
    }
}
