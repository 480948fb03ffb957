package io.gridgate.deliver.forward;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.messaging.eventgrid.EventGridPublisherClient;
import com.azure.messaging.eventgrid.EventGridPublisherClientBuilder;

import io.gridgate.deliver.Sink;
import io.gridgate.deliver.SinkResult;
import io.gridgate.deliver.SinkResult.Scope;
import io.gridgate.log.StoredEvent;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;

/**
 * A custom topic, domain or partner namespace of Event Grid, by Microsoft's own client. Events
 * leave as their bytes; the client's types would write numbers anew. 400 and 413 refuse the events,
 * 429 throttles, everything else leaves them waiting. For any number of threads.
 *
 * <p>Source: "Publish events to Azure Event Grid custom topics", Microsoft Learn.
 */
public final class ClassicTopic implements Sink {

    private static final HttpHeaderName CHANNEL = HttpHeaderName.fromString("aeg-channel-name");
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final int REASON_MAX = 500;

    private final ClassicEvents events;
    private final EventGridPublisherClient<BinaryData> client;

    /**
     * Makes a way to a topic.
     *
     * @param target where and how
     * @param trust TLS that trusts other authorities than those of the JDK
     * @param requestTimeout how long a request may take
     * @param credential gives the client its key or identity
     */
    public ClassicTopic(
            ClassicTarget target,
            Optional<SSLContext> trust,
            Duration requestTimeout,
            UnaryOperator<EventGridPublisherClientBuilder> credential) {
        this.events = new ClassicEvents(target);
        HttpClient.Builder http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT_MAX);
        trust.ifPresent(http::sslContext);
        this.client =
                credential
                        .apply(new EventGridPublisherClientBuilder())
                        .endpoint(target.endpoint().toString())
                        .httpClient(
                                new JdkHttpClientBuilder(http)
                                        .responseTimeout(requestTimeout)
                                        .build())
                        .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO)))
                        .addPolicy(headers(target))
                        .buildCustomEventPublisherClient();
    }

    /** The client calls everything JSON that it is not told the schema of. */
    private static HttpPipelinePolicy headers(ClassicTarget target) {
        return (context, next) -> {
            set(context, HttpHeaderName.CONTENT_TYPE, target.schema().contentType());
            target.channel().ifPresent(channel -> set(context, CHANNEL, channel));
            return next.process();
        };
    }

    private static void set(HttpPipelineCallContext context, HttpHeaderName name, String value) {
        context.getHttpRequest().setHeader(name, value);
    }

    @Override
    public SinkResult send(List<StoredEvent> batch) {
        return switch (events.written(batch)) {
            case ClassicEvents.Written.Impossible(String reason) -> new SinkResult.Refused(reason);
            case ClassicEvents.Written.Bodies(List<BinaryData> bodies) -> publish(bodies);
        };
    }

    private SinkResult publish(List<BinaryData> bodies) {
        try {
            client.sendEventsWithResponse(bodies, Context.NONE);
            return new SinkResult.Delivered();
        } catch (HttpResponseException e) {
            return result(e);
        } catch (RuntimeException e) {
            return new SinkResult.Failed(
                    Scope.ENDPOINT, Optional.empty(), "no answer: " + shortened(e.toString()));
        }
    }

    private static SinkResult result(HttpResponseException failure) {
        int status = failure.getResponse().getStatusCode();
        String reason = shortened(String.valueOf(failure.getMessage()));
        Optional<Duration> wait = retryAfter(failure.getResponse().getHeaders());
        return switch (status) {
            case 400, 413 -> new SinkResult.Refused(reason);
            case 429 -> new SinkResult.Throttled(wait, reason);
            default ->
                    new SinkResult.Failed(
                            status == 408 || status >= 500 ? Scope.ENDPOINT : Scope.TARGET,
                            wait,
                            reason);
        };
    }

    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        String value = headers.getValue(HttpHeaderName.RETRY_AFTER);
        return value != null && value.matches("\\d{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                : Optional.empty();
    }

    private static String shortened(String text) {
        return text.length() <= REASON_MAX ? text : text.substring(0, REASON_MAX);
    }
}
