package io.gridgate.http.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.http.HttpLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Receive requests that wait. The idle time-out of connections is far shorter than their wait. */
@Timeout(60)
class LongPollTest {

    private static final HttpLimits IMPATIENT =
            new HttpLimits(
                    32 * 1024,
                    128,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    100,
                    Duration.ofSeconds(10));

    @TempDir private Path folder;
    private NamespaceFixture namespace;

    @BeforeEach
    void start() throws Exception {
        namespace =
                new NamespaceFixture(folder, NamespaceLimits.RELAXED, IMPATIENT, Optional.empty());
    }

    @AfterEach
    void stop() {
        namespace.close();
    }

    @Test
    void outlastsTheIdleTimeOut() throws Exception {
        long before = System.nanoTime();
        HttpResponse<String> answer = namespace.receive("worker", "&maxWaitTime=1");
        assertThat(answer.body()).isEqualTo("{\"value\":[]}");
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void wakesWhenAnEventArrives() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting = poll();
        namespace.publish(NamespaceFixture.event("awaited"));
        assertThat(waiting.get(30, TimeUnit.SECONDS).body()).contains("\"id\":\"awaited\"");
    }

    @Test
    void answersNothingWhenTheServerStops() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting = poll();
        namespace.publish(NamespaceFixture.event("first"));
        assertThat(waiting.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        // An answered request counts until its thread is done with it.
        while (namespace.server.requestsRunning() > 0) {
            Thread.onSpinWait();
        }
        CompletableFuture<HttpResponse<String>> last = poll();
        while (namespace.server.requestsRunning() == 0 && !last.isDone()) {
            Thread.onSpinWait();
        }
        namespace.server.close();
        assertThat(last.get(30, TimeUnit.SECONDS).body()).isEqualTo("{\"value\":[]}");
    }

    private CompletableFuture<HttpResponse<String>> poll() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return namespace.receive("worker", "&maxWaitTime=120");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }
}
