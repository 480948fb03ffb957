package io.gridgate.wellbeing.mail;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Sends mails through a service that fails and is slow: four requests at once at most (bulkhead),
 * two seconds for each, three attempts with growing rests. Each attempt has the same idempotency
 * key, by which the service knows a mail that it sent and could not confirm. Safe for use by many
 * threads.
 */
public final class MailClient implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI mails;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(1))
                    .build();
    private final Bulkhead bulkhead =
            Bulkhead.of(
                    "mail",
                    BulkheadConfig.custom()
                            .maxConcurrentCalls(4)
                            .maxWaitDuration(Duration.ofSeconds(10))
                            .build());
    private final Retry retry =
            Retry.of(
                    "mail",
                    RetryConfig.custom()
                            .maxAttempts(3)
                            .retryExceptions(IOException.class)
                            .intervalFunction(
                                    IntervalFunction.ofExponentialRandomBackoff(
                                            Duration.ofMillis(200), 2))
                            .build());

    /** Makes a client for the service at an address. */
    public MailClient(URI service) {
        this.mails = service.resolve("/mails");
    }

    /**
     * Sends a mail.
     *
     * @param key the same for the same mail, however often it is asked for
     * @return its message id
     * @throws IOException if the service does not confirm it; it may be sent all the same
     */
    public String send(String key, String to, String text) throws Exception {
        Callable<String> call = () -> post(key, to, text);
        return Retry.decorateCallable(retry, Bulkhead.decorateCallable(bulkhead, call)).call();
    }

    private String post(String key, String to, String text)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(mails)
                        .timeout(Duration.ofSeconds(2))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(
                                BodyPublishers.ofByteArray(
                                        MAPPER.writeValueAsBytes(Map.of("to", to, "text", text))))
                        .build();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 202) {
            throw new IOException("the mail service answered " + answer.statusCode());
        }
        return MAPPER.readTree(answer.body()).path("messageId").asText();
    }

    @Override
    public void close() {
        http.close();
    }
}
