package io.gridgate.app.process;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a process how it does, as a load balancer would: once, without following redirects. */
public final class HealthProbe {

    private HealthProbe() {}

    /** What was found out. */
    public sealed interface Finding {

        /**
         * The process answered.
         *
         * @param status the HTTP status; 200 means well
         */
        record Answered(int status) implements Finding {}

        /**
         * There was no answer.
         *
         * @param reason what happened instead
         */
        record Silent(String reason) implements Finding {}
    }

    /**
     * Asks.
     *
     * @param url an http or https URL
     * @param timeout longest time for all of it
     * @return what was found out
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static Finding ask(URI url, Duration timeout) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        try {
            HttpResponse<Void> answer =
                    client.sendAsync(
                                    HttpRequest.newBuilder(url).GET().build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Finding.Answered(answer.statusCode());
        } catch (TimeoutException _) {
            return new Finding.Silent("no answer within " + timeout);
        } catch (ExecutionException e) {
            return new Finding.Silent(reason(e));
        } finally {
            client.shutdownNow();
        }
    }

    /** The JDK leaves the message out where a connection is refused. */
    private static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : cause.getClass().getSimpleName() + ": " + message;
    }
}
