package io.gridgate.securitylog;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.auth.Admission;
import io.gridgate.auth.Caller;
import io.gridgate.auth.SecurityDecision;
import io.gridgate.auth.SecurityDecision.Action;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

@Timeout(60)
final class QueuedSecurityLogTest {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z"));
    private static final Caller CALLER = new Caller("acme", "orders", "203.0.113.7");
    private static final SecurityDecision REFUSED =
            new SecurityDecision.Refused(CALLER, Action.PUBLISH, Admission.Reason.OUTSIDE_WINDOW);
    private static final SecurityDecision ADMITTED =
            new SecurityDecision.Admitted(CALLER, Action.STATUS, "current");

    private final StringBuilder written = new StringBuilder();

    @Test
    void writesALineForEachDecision() {
        try (var log = open(true)) {
            log.record(REFUSED);
            log.record(ADMITTED);
            log.record(
                    new SecurityDecision.Forbidden(CALLER, 3, "type", "a \"type\"\n", "/s", "1"));
            log.record(new SecurityDecision.Administered("::1", "GET", "/admin/tally", false));
            log.record(
                    new SecurityDecision.SecretsChanged(
                            "acme", "orders", List.of("next", "third"), List.of("old")));
            log.record(new SecurityDecision.SecretsChanged("acme", "", List.of(), List.of("1")));
        }
        String time = "{\"time\":\"2026-11-21T08:00:00Z\",\"decision\":";
        String caller = "\"partner\":\"acme\",\"source\":\"orders\",\"remote\":\"203.0.113.7\",";
        assertThat(written.toString().lines())
                .containsExactly(
                        time
                                + "\"refused\",\"action\":\"publish\","
                                + caller
                                + "\"reason\":\"outside-window\"}",
                        time
                                + "\"admitted\",\"action\":\"status\","
                                + caller
                                + "\"secret\":\"current\"}",
                        time
                                + "\"forbidden\",\"action\":\"publish\","
                                + caller
                                + "\"events\":3,\"attribute\":\"type\",\"eventType\":"
                                + "\"a \\\"type\\\"\\u000a\",\"eventSource\":\"/s\",\"eventId\":\"1\"}",
                        time
                                + "\"admin-refused\",\"remote\":\"::1\",\"method\":\"GET\","
                                + "\"path\":\"/admin/tally\"}",
                        time
                                + "\"secrets-changed\",\"partner\":\"acme\",\"source\":\"orders\","
                                + "\"added\":[\"next\",\"third\"],\"removed\":[\"old\"]}",
                        time
                                + "\"secrets-changed\",\"partner\":\"acme\",\"added\":[],"
                                + "\"removed\":[\"1\"]}");
    }

    @Test
    void leavesOutWhoWasLetInUnlessAskedTo() {
        try (var log = open(false)) {
            log.record(ADMITTED);
            log.record(REFUSED);
        }
        assertThat(written.toString().lines()).hasSize(1).first().asString().contains("refused");
    }

    @Test
    void cutsWhatACallerWrote() throws IOException {
        String smileys = "\ud83d\ude00".repeat(500);
        try (var log = open(false)) {
            log.record(
                    new SecurityDecision.Refused(
                            new Caller("x" + smileys, smileys, "1"),
                            Action.PUBLISH,
                            Admission.Reason.NO_SUCH_SOURCE));
        }
        JsonNode line = new ObjectMapper().readTree(written.toString());
        assertThat(line.get("partner").asText()).hasSize(200).endsWith("\ude00…");
        assertThat(line.get("source").asText()).hasSize(201).endsWith("\ude00…");
    }

    @Test
    void neverHoldsUpWhoDecidesAndSaysHowManyLinesWereDropped() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        Lines slow =
                lines -> {
                    stuck.countDown();
                    await(disk);
                    written.append(new String(lines, UTF_8));
                };
        int flood = QueuedSecurityLog.QUEUE_MAX + 1000;
        try (var log = new QueuedSecurityLog(slow, false, CLOCK)) {
            log.record(REFUSED);
            stuck.await();
            for (int i = 0; i < flood; i++) {
                log.record(REFUSED);
            }
            log.record(new SecurityDecision.Administered("::1", "GET", "/admin/tally", true));
            disk.countDown();
        }
        List<String> lines = written.toString().lines().toList();
        int kept = QueuedSecurityLog.QUEUE_MAX - QueuedSecurityLog.RESERVED;
        assertThat(lines).filteredOn(it -> it.contains("\"refused\"")).hasSize(1 + kept);
        assertThat(lines).filteredOn(it -> it.contains("admin-admitted")).hasSize(1);
        assertThat(lines)
                .filteredOn(it -> it.contains("dropped"))
                .containsExactly(
                        "{\"time\":\"2026-11-21T08:00:00Z\",\"decision\":\"dropped\",\"lines\":"
                                + (flood - kept)
                                + "}");
    }

    @Test
    void countsTheLinesOfAFailingDiskAndGoesOn() throws Exception {
        List<Boolean> failing = new ArrayList<>(List.of(true));
        CountDownLatch failed = new CountDownLatch(1);
        Lines lines =
                text -> {
                    if (failing.getFirst()) {
                        failing.set(0, false);
                        failed.countDown();
                        throw new IOException("no space left");
                    }
                    written.append(new String(text, UTF_8));
                };
        try (var log = new QueuedSecurityLog(lines, false, CLOCK)) {
            log.record(REFUSED);
            failed.await();
            log.record(REFUSED);
        }
        assertThat(written.toString().lines()).hasSize(2).last().asString().contains("\"lines\":1");
    }

    private QueuedSecurityLog open(boolean admitted) {
        return new QueuedSecurityLog(
                lines -> written.append(new String(lines, UTF_8)), admitted, CLOCK);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
