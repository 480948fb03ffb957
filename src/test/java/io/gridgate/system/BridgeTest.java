package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Books;
import io.gridgate.system.harness.GridgateProcess;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.NamespaceApi;
import io.gridgate.system.harness.Role;
import io.gridgate.system.harness.Webhook;
import io.gridgate.system.harness.Webhook.Posted;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events reach webhooks in a private network as Event Grid would push them. */
class BridgeTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int EVENTS = 120;

    @Test
    void postsToEachTargetAndOneThatHangsLeavesTheOtherAlone() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        try (Namespace namespace = start("bridge-two", "billing", "mail");
                Http http = Http.trusting(namespace.authority());
                Webhook billing = new Webhook(_ -> 200);
                Webhook mail =
                        new Webhook(_ -> {
                            await(hanging);
                            return 202;
                        });
                Role worker =
                        Role.start(
                                "worker",
                                "bridge-two-worker",
                                settings(
                                        namespace,
                                        target("billing", billing, ""),
                                        target("mail", mail, "      concurrency: 4\n")))) {
            URI health = healthUrl(worker);
            publish(namespace, http);
            Await.until(
                    "billing has all",
                    PATIENCE,
                    () -> books(namespace),
                    books -> books.acknowledged() == EVENTS);
            assertThat(billing.posted())
                    .extracting(Posted::id)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, EVENTS).mapToObj(String::valueOf).toList());
            var headers = billing.posted().getFirst().headers();
            assertThat(headers.getFirst("aeg-event-type")).isEqualTo("Notification");
            assertThat(headers.getFirst("aeg-subscription-name")).isEqualTo("billing");
            assertThat(headers.getFirst("aeg-delivery-count")).isEqualTo("0");

            assertThat(mail.posted()).hasSize(4);
            JsonNode stuck = worker(health, "mail");
            assertThat(stuck.get("inFlight").intValue()).isEqualTo(4);
            assertThat(stuck.get("fullReceives").doubleValue()).isEqualTo(1);
            assertThat(get(health, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(health, "/metrics").body())
                    .contains(
                            "gridgate_worker_settled_total{outcome=\"acknowledged\","
                                    + "subscription=\"billing\",topic=\"orders\"} "
                                    + EVENTS)
                    .contains(
                            "gridgate_worker_in_flight{subscription=\"mail\",topic=\"orders\"}"
                                    + " 4.0");

            hanging.countDown();
            Await.until(
                    "mail has all",
                    PATIENCE,
                    () -> books(namespace),
                    books -> books.acknowledged() == 2 * EVENTS);
            assertThat(worker.process().stop()).isIn(0, 143);
        }
    }

    @Test
    void receivesNothingForATargetThatIsNotUpYet() throws Exception {
        try (Namespace namespace = start("bridge-probe", "billing");
                Http http = Http.trusting(namespace.authority());
                Webhook billing = new Webhook(_ -> 200)) {
            billing.health(503);
            publish(namespace, http);
            String probe =
                    "      probe: " + billing.url("/health") + "\n      probe-interval: PT1S\n";
            try (Role worker =
                    Role.start(
                            "worker",
                            "bridge-probe-worker",
                            settings(namespace, target("billing", billing, probe)))) {
                URI health = healthUrl(worker);
                Await.until(
                        "it is held",
                        PATIENCE,
                        () -> worker(health, "billing").get("held").textValue(),
                        "circuit breaker billing permits no calls"::equals);
                assertThat(books(namespace).leased()).isZero();
                assertThat(billing.posted()).isEmpty();

                billing.health(200);
                Await.until(
                        "billing has all",
                        PATIENCE,
                        () -> books(namespace),
                        books -> books.acknowledged() == EVENTS);
            }
            assertThat(billing.posted())
                    .hasSize(EVENTS)
                    .allSatisfy(event ->
                            assertThat(event.headers().getFirst("aeg-delivery-count"))
                                    .isEqualTo("0"));
        }
    }

    @Test
    void makesDeadLettersOfWhatATargetRefusesAndRepeatsTheRest() throws Exception {
        try (Namespace namespace = start("bridge-refused", "billing");
                Http http = Http.trusting(namespace.authority());
                Webhook billing =
                        new Webhook(event ->
                                event.id().equals("7")
                                        ? 400
                                        : event.headers().getFirst("aeg-delivery-count").equals("0")
                                                ? event.id().equals("8") ? 500 : 204
                                                : 200);
                GridgateProcess worker =
                        GridgateProcess.start(
                                "worker",
                                namespace.folder(),
                                List.of(
                                        "worker",
                                        "--endpoint",
                                        namespace.httpsUrl().toString(),
                                        "--key",
                                        Namespace.KEY,
                                        "--trusted-certificates",
                                        namespace.authority().toString(),
                                        "--topic",
                                        "orders",
                                        "--subscription",
                                        "billing",
                                        "--target",
                                        billing.url("/hook").toString(),
                                        "--json"))) {
            assertThat(worker.ready().get("targets").get(0).textValue()).isEqualTo("target");
            assertThat(worker.ready().has("healthUrl")).isFalse();
            publish(namespace, http);
            Await.until(
                    "all are settled",
                    PATIENCE,
                    () -> books(namespace),
                    books -> books.acknowledged() == EVENTS - 1);
            assertThat(books(namespace).dead()).isEqualTo(1);
            assertThat(
                            billing.posted().stream()
                                    .filter(event -> event.id().equals("8"))
                                    .map(event -> event.headers().getFirst("aeg-delivery-count")))
                    .containsExactly("0", "1");
        }
    }

    private static Namespace start(String name, String... subscriptions) {
        String[] flags = new String[2 + 2 * subscriptions.length];
        flags[0] = "--topic";
        flags[1] = "orders";
        for (int i = 0; i < subscriptions.length; i++) {
            flags[2 + 2 * i] = "--subscription";
            flags[3 + 2 * i] = "orders/" + subscriptions[i] + ",lock=PT5M";
        }
        return Namespace.start(name, flags);
    }

    private static String settings(Namespace namespace, String... targets) {
        return """
        health: {port: 0}
        bridge:
          endpoint: %s
          key: %s
          trusted-certificates: %s
          targets:
        %s\
        """
                .formatted(
                        namespace.httpsUrl(),
                        Namespace.KEY,
                        namespace.authority(),
                        String.join("", targets));
    }

    private static String target(String name, Webhook webhook, String more) {
        return """
            %s:
              topic: orders
              subscription: %s
              url: %s
              lock: PT5M
        """
                        .formatted(name, name, webhook.url("/hook"))
                + more;
    }

    private static void publish(Namespace namespace, Http http) throws Exception {
        NamespaceApi api = new NamespaceApi(http, namespace.httpsUrl(), "orders", "billing");
        String events =
                IntStream.range(0, EVENTS)
                        .mapToObj(i ->
                                "{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"s\",\"type\":\"t\"}"
                                        .formatted(i))
                        .collect(Collectors.joining(",", "[", "]"));
        assertThat(api.publishBatch(events).status()).isEqualTo(200);
    }

    private static Books books(Namespace namespace) throws Exception {
        return Books.ask(namespace.httpUrl(), namespace.data(), "namespace");
    }

    private static URI healthUrl(Role worker) {
        return URI.create(worker.process().ready().get("healthUrl").asText());
    }

    private static JsonNode worker(URI health, String subscription) throws Exception {
        for (JsonNode worker :
                new ObjectMapper().readTree(get(health, "/lag").body()).get("workers")) {
            if (worker.get("subscription").textValue().equals(subscription)) {
                return worker;
            }
        }
        throw new AssertionError("no worker of " + subscription);
    }

    private static HttpResponse<String> get(URI health, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(health.resolve(path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
