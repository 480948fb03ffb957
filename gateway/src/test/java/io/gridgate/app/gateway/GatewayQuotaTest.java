package io.gridgate.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.app.gateway.SchemesFixture.Signed;
import io.gridgate.http.HttpLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** A partner over its quota is told when to come back; others do not notice. */
final class GatewayQuotaTest {

    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    @TempDir private Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private SchemesFixture gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new SchemesFixture(folder, HttpLimits.DEFAULT, now::get);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void givesTheBurstThen429UntilThereIsATokenAgain() throws Exception {
        Signed small = event().to("/partners/small/events");

        assertThat(gateway.send(small).statusCode()).isEqualTo(202);
        assertThat(gateway.send(small).statusCode()).isEqualTo(202);
        HttpResponse<String> over = gateway.send(small);
        assertThat(over.statusCode()).isEqualTo(429);
        assertThat(over.headers().firstValue("Retry-After")).contains("1");
        assertThat(over.headers().firstValue("RateLimit-Policy")).contains("\"partner\";q=1;w=1");
        assertThat(over.headers().firstValue("RateLimit")).contains("\"partner\";r=0;t=1");
        assertThat(over.body())
                .isEqualTo(
                        "{\"type\":\"urn:gridgate:problem:too-many-requests\",\"title\":\"The partner"
                                + " sends more than it may\",\"status\":429,\"detail\":\"At most 1"
                                + " requests a second for long, 2 at once after a pause, and 256 at the"
                                + " same time.\",\"code\":\"too-many-requests\"}");

        assertThat(gateway.send(event()).statusCode()).as("another partner").isEqualTo(202);
        now.set(START.plusSeconds(1));
        assertThat(gateway.send(small).statusCode()).isEqualTo(202);
        assertThat(gateway.send(small).statusCode()).isEqualTo(429);
    }

    @Test
    void whoIsNotAuthenticatedUsesNothingUp() throws Exception {
        Signed forged =
                event().to("/partners/small/events").with("Authorization", "Bearer not-the-key");
        for (int i = 0; i < 5; i++) {
            assertThat(gateway.send(forged).statusCode()).isEqualTo(401);
        }

        assertThat(gateway.send(event().to("/partners/small/events")).statusCode()).isEqualTo(202);
    }

    private static Signed event() {
        return SchemesFixture.deliveries()
                .filter(it -> it.path().equals("/partners/acme/cloudevents"))
                .findFirst()
                .orElseThrow();
    }
}
