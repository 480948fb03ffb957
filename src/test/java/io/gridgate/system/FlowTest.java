package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Books;
import io.gridgate.system.harness.GithubHook;
import io.gridgate.system.harness.Repository;
import io.gridgate.system.harness.Senders;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * The one flow on real input: partner, gateway, outbox, namespace, worker, handler, each role in a
 * process of its own, with restarts and kills in the middle. Every webhook is delivered twice.
 */
class FlowTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SENDERS = 4;

    @Test
    void bringsHandMadeWebhooksToTheHandlerOnce() throws Exception {
        flow(GithubHook.handMade());
    }

    @Test
    void bringsRecordedWebhooksToTheHandlerOnce() throws Exception {
        Path recorded =
                Repository.recordedWebhooks()
                        .orElseGet(() ->
                                abort(
                                        "../shared/data/github-webhooks.jsonl is not there:"
                                                + " no recorded webhooks to send"));
        flow(GithubHook.recorded(recorded));
    }

    private static void flow(List<GithubHook> hooks) throws Exception {
        long seed = Long.getLong("gridgate.seed", System.nanoTime());
        List<GithubHook> twice = new ArrayList<>(hooks);
        twice.addAll(hooks);
        Collections.shuffle(twice, new Random(seed));
        System.out.printf("flow: %d webhooks, each twice, seed %d%n", hooks.size(), seed);

        try (FlowSite site = FlowSite.start();
                Senders senders = new Senders(site.github(), FlowSite.SECRET, twice)) {
            senders.start(SENDERS);
            disturb(site, senders, twice.size());
            awaitDone(senders, twice.size());
            List<JsonNode> handled = site.handled(hooks.size(), PATIENCE);
            Books gateway = settled("gateway", site::gatewayBooks);
            Books namespace = settled("namespace", site::namespaceBooks);
            System.out.printf(
                    "flow: receipts %s, sent again %d%nflow: gateway   %s%nflow: namespace %s%n",
                    senders.receipts(), senders.repeated(), gateway, namespace);

            check(hooks, site, handled);
            checkReceipts(senders.receipts(), hooks.size());
            assertThat(gateway).isEqualTo(new Books(hooks.size(), hooks.size(), 0, 0, 0));
            // The namespace does not deduplicate: a publish whose answer was lost comes twice.
            assertThat(namespace.accepted()).isGreaterThanOrEqualTo(hooks.size());
            assertThat(namespace.dead()).isZero();
        }
    }

    /** Restarts the namespace, kills it and kills the gateway, each while webhooks come in. */
    private static void disturb(FlowSite site, Senders senders, int total) {
        int part = total / 5;
        senders.allow(part);
        awaitDone(senders, part / 2);
        site.namespace().process().signalStop();
        // Going down or down already, and the gateway takes webhooks all the same.
        senders.allow(part);
        awaitDone(senders, 2 * part);
        assertThat(site.namespace().stop()).isIn(0, 143);
        site.namespace().start();

        senders.allow(part);
        awaitDone(senders, 2 * part + part / 2);
        site.namespace().kill();
        site.namespace().start();

        senders.allow(part);
        awaitDone(senders, 3 * part + part / 2);
        site.gateway().process().kill();
        site.gateway().start();
        senders.allowAll();
    }

    private static void awaitDone(Senders senders, int count) {
        Await.until(count + " webhooks are accepted", PATIENCE, () -> senders.done() >= count);
    }

    private static Books settled(String role, Callable<Books> books) {
        Books settled =
                Await.until(role + " has settled", PATIENCE, books, seen -> seen.pending() == 0);
        assertThat(settled.balanced()).as("%s", settled).isTrue();
        return settled;
    }

    private static void check(List<GithubHook> hooks, FlowSite site, List<JsonNode> handled)
            throws IOException {
        Map<String, GithubHook> expected =
                hooks.stream().collect(Collectors.toMap(GithubHook::delivery, h -> h));
        assertThat(handled).hasSize(hooks.size());
        assertThat(handled.stream().map(event -> event.get("id").asText()))
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (String line : site.handledLines()) {
            HandledEvent event = HandledEvent.of(line);
            event.assertIs(expected.get(event.id()));
        }
    }

    /**
     * Every webhook was answered twice, as accepted or as duplicate; an acceptance whose answer was
     * lost shows as a second duplicate.
     */
    private static void checkReceipts(Map<String, Integer> receipts, int webhooks) {
        assertThat(receipts.keySet()).isSubsetOf("accepted", "duplicate");
        assertThat(receipts.values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(2 * webhooks);
        assertThat(receipts.getOrDefault("accepted", 0)).isLessThanOrEqualTo(webhooks);
    }
}
