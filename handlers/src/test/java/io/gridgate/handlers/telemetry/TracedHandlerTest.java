package io.gridgate.handlers.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

class TracedHandlerTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

    private static Outcome run(EventHandler handler, String members) throws Exception {
        String json =
                "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"/s\",\"type\":\"t\"%s}"
                        .formatted(members);
        return new TracedHandler(handler, OTEL.getOpenTelemetry(), "orders")
                .handle(
                        JsonCloudEvent.of(json.getBytes(StandardCharsets.UTF_8)),
                        DeliveryContext.of(2, Instant.EPOCH));
    }

    private static SpanData onlySpan() {
        assertThat(OTEL.getSpans()).hasSize(1);
        return OTEL.getSpans().getFirst();
    }

    @Test
    void continuesTheTraceOfTheEvent() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        Outcome outcome =
                run(
                        (_, _) -> {
                            seen.set(Span.current().getSpanContext().getTraceId());
                            return Outcome.acknowledge();
                        },
                        ",\"traceparent\":\"00-" + TRACE + "-b7ad6b7169203331-01\"");

        assertThat(outcome).isEqualTo(Outcome.acknowledge());
        assertThat(seen).hasValue(TRACE);
        SpanData span = onlySpan();
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(span.getName()).isEqualTo("process orders");
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("messaging.message.id")))
                .isEqualTo("a");
        assertThat(span.getAttributes().get(AttributeKey.longKey("gridgate.delivery_count")))
                .isEqualTo(2);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("gridgate.outcome")))
                .isEqualTo("acknowledge");
    }

    @Test
    void beginsATraceWhereTheEventHasNone() throws Exception {
        run((_, _) -> Outcome.acknowledge(), "");

        assertThat(onlySpan().getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void beginsATraceWhereTheEventsIsMalformed() throws Exception {
        run((_, _) -> Outcome.acknowledge(), ",\"traceparent\":\"00-nonsense\"");

        assertThat(onlySpan().getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void tellsThatTheHandlerThrewOrRejected() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        run(
                                (_, _) -> {
                                    throw new IllegalStateException("down");
                                },
                                ""));
        assertThat(onlySpan().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(onlySpan().getEvents()).hasSize(1);

        OTEL.clearSpans();
        run((_, _) -> Outcome.reject("no order"), "");
        assertThat(onlySpan().getStatus().getDescription()).isEqualTo("no order");
    }
}
