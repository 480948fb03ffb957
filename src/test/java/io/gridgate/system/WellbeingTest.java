package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Books;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The well-being sample under faults, told in both ways: the mail service is away for a while, the
 * namespace is restarted, and the workers are killed. Every employee gets one mail, and HR is told
 * once of each, after the mail.
 */
class WellbeingTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @ParameterizedTest
    @ValueSource(strings = {"choreography", "process"})
    void mailsAndTellsOnceThroughFaults(String style) throws Exception {
        try (WellbeingSite site = WellbeingSite.start(style)) {
            List<String> early = employees(20);
            site.rate(early, 201);
            site.rate(early, 409);
            Await.until("some are told", PATIENCE, site::told, told -> !told.isEmpty());

            site.killMail();
            List<String> withoutMail = employees(10);
            site.rate(withoutMail, 201);
            site.killWorkers();
            site.namespace().kill();
            List<String> withoutNamespace = employees(10);
            site.rate(withoutNamespace, 201);
            site.namespace().start();
            site.startWorkers();
            Await.until(
                    "all wait for the mail service",
                    PATIENCE,
                    site::status,
                    status -> status.path("open").size() >= 20);
            assertThat(site.told())
                    .doesNotContainAnyElementsOf(withoutMail)
                    .doesNotContainAnyElementsOf(withoutNamespace);
            site.startMail();
            Thread.sleep(700);
            site.killWorkers();
            site.startWorkers();

            List<String> all =
                    Stream.of(early, withoutMail, withoutNamespace).flatMap(List::stream).toList();
            Await.until("nobody waits", PATIENCE, site::status, WellbeingTest::isOver);
            Await.until("all is settled", PATIENCE, site::books, books -> books.pending() == 0);
            assertThat(site.told()).containsExactlyInAnyOrderElementsOf(all);
            assertThat(site.mailed()).containsExactlyInAnyOrderElementsOf(all);
            assertThat(site.books()).extracting(Books::dead).isEqualTo(0L);
            System.out.printf(
                    "%s: %d ratings, %d mails, %d notices, %d events%n",
                    style,
                    all.size(),
                    site.mailed().size(),
                    site.told().size(),
                    site.books().accepted());
        }
    }

    private static boolean isOver(JsonNode status) {
        return status.path("open").isEmpty() && status.path("told").asInt() == 40;
    }

    private static List<String> employees(int count) {
        return Stream.generate(() -> UUID.randomUUID().toString()).limit(count).toList();
    }
}
