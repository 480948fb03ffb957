package io.gridgate.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.gridgate.app.doctor.Finding.Status;
import io.gridgate.app.namespace.NamespaceConfig;
import io.gridgate.app.namespace.NamespaceRole;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;
import io.gridgate.testing.ScriptedNamespace;
import io.gridgate.testing.ScriptedNamespace.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Settings that are right, and wrong in every way, against a real namespace. */
@Timeout(120)
class DoctorTest {

    private static final SubscriptionName WORKER =
            new SubscriptionName(new TopicName("orders"), "worker");

    @TempDir private Path folder;
    private NamespaceRole namespace;

    @BeforeEach
    void start() throws Exception {
        Settings settings =
                load(
                        "namespace: {keys: [right-key], topics: {orders: {subscriptions: {worker:"
                                + " {}}}}, push-routes: {azure: {topic: orders, subscriptions: [abc],"
                                + " secrets: [0123456789abcdef]}}}");
        namespace =
                NamespaceRole.start(
                        NamespaceConfig.of(
                                folder.resolve("ns"),
                                settings.listener(),
                                settings.namespace().orElseThrow()));
        publish(); // so that no check has to wait for an event
    }

    @AfterEach
    void stop() {
        namespace.close();
    }

    @Test
    void findsNothingWrongAndLeavesNothingBehind() throws Exception {
        long before = namespace.log().tally(WORKER).matched();

        List<Finding> findings = examine("right-key", "orders", "worker", List.of());

        assertThat(findings)
                .extracting(Finding::check, Finding::status)
                .containsExactly(
                        tuple("dns", Status.OK),
                        tuple("connection", Status.OK),
                        tuple("tls", Status.OK),
                        tuple("clock", Status.OK),
                        tuple("token", Status.SKIPPED),
                        tuple("send to orders", Status.OK),
                        tuple("receive from orders/worker", Status.OK));
        assertThat(findings.getLast().detail()).contains("received and released");
        assertThat(namespace.log().tally(WORKER).matched()).isEqualTo(before);
        assertThat(namespace.log().lease(WORKER, 1, Duration.ZERO, Duration.ofMinutes(1)))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "wrong-key, orders, worker, send to orders, Give an access key that is valid now",
        "right-key, order, worker, send to order, Create topic order",
        "right-key, orders, works, receive from orders/works, event subscription works"
    })
    void saysWhatToChange(
            String key, String topic, String subscription, String check, String remedy)
            throws Exception {
        assertThat(examine(key, topic, subscription, List.of()))
                .filteredOn(finding -> finding.check().equals(check))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.status()).isEqualTo(Status.FAILED);
                    assertThat(finding.remedy()).contains(remedy);
                    assertThat(finding.toString()).doesNotContain("right-key", "wrong-key");
                });
    }

    @Test
    void namesAnAuthorityThatIsNotTrusted() throws Exception {
        try (ScriptedNamespace other = new ScriptedNamespace()) {
            other.writeCertificate(folder.resolve("other.pem"));
            Settings settings = pulling(endpoint(), "right-key", "other.pem", "orders", "worker");

            List<Finding> findings = Doctor.examine(settings, List.of(), InstantSource.system());

            assertThat(failed(findings)).extracting(Finding::check).containsExactly("tls");
            assertThat(failed(findings).getFirst().remedy()).contains("trusted-certificates");
            assertThat(findings.getLast().status()).isEqualTo(Status.SKIPPED);
        }
    }

    @Test
    void namesAPortThatIsShut() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Settings settings =
                pulling("https://127.0.0.1:" + port, "k", "ns/tls/ca.pem", "orders", "worker");

        List<Finding> findings = Doctor.examine(settings, List.of(), InstantSource.system());

        assertThat(failed(findings)).extracting(Finding::check).containsExactly("connection");
        assertThat(failed(findings).getFirst().remedy()).contains("firewall");
    }

    @Test
    void namesAHostWithoutAnAddress() throws Exception {
        Settings settings =
                pulling("https://no-such-host.invalid", "k", "ns/tls/ca.pem", "orders", "worker");

        List<Finding> findings = Doctor.examine(settings, List.of(), InstantSource.system());

        assertThat(failed(findings)).extracting(Finding::check).containsExactly("dns");
        assertThat(failed(findings).getFirst().remedy())
                .contains("privatelink.eventgrid.azure.net");
    }

    @Test
    void tellsANamespaceThatIsThrottlingFromOneThatIsWrong() throws Exception {
        try (ScriptedNamespace busy = new ScriptedNamespace()) {
            busy.writeCertificate(folder.resolve("busy.pem"));
            busy.script(_ -> Answer.error(429, "TooManyRequests"));
            Settings settings =
                    load(
                            "gateway: {partners: {acme: {sources: {shop: {scheme: cloudevents, topic:"
                                    + " orders, types: ['*'], event-sources: ['*'], keys: [0123456789abcdef]}}}}, upstream: {endpoint: '"
                                    + busy.endpoint()
                                    + "', key: k, trusted-certificates: busy.pem}}");

            assertThat(failed(Doctor.examine(settings, List.of(), InstantSource.system())))
                    .singleElement()
                    .satisfies(finding ->
                            assertThat(finding.remedy()).contains("more throughput units"));
        }
    }

    @Test
    void comparesClocks() {
        assertThat(Door.skew("x", Duration.ofSeconds(30)).status()).isEqualTo(Status.OK);
        assertThat(Door.skew("x", Duration.ofSeconds(31)).status()).isEqualTo(Status.WARNING);
        assertThat(Door.skew("x", Duration.ofSeconds(301)).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void tellsAPrivateEndpointFromAPublicAddress() throws Exception {
        String host = "ns.westeurope-1.eventgrid.azure.net";
        InetAddress open = InetAddress.getByName("20.1.2.3");
        InetAddress inside = InetAddress.getByName("10.1.2.3");

        assertThat(Addresses.judge("x", host, List.of(inside)).status()).isEqualTo(Status.OK);
        assertThat(Addresses.judge("x", host, List.of(open)).status()).isEqualTo(Status.WARNING);
        assertThat(Addresses.judge("x", "broker.example", List.of(open)).status())
                .isEqualTo(Status.OK);
        assertThat(Addresses.isPrivate(InetAddress.getByName("fd00::1"))).isTrue();
    }

    @Test
    void asksAPushRouteAsEventGridDoes() throws Exception {
        URI good =
                URI.create(
                        namespace.ready().httpUrl() + "/push/azure?access_token=0123456789abcdef");
        URI bad = URI.create(namespace.ready().httpUrl() + "/push/azure");

        List<Finding> findings = examine("right-key", "orders", "worker", List.of(good, bad));

        assertThat(findings.subList(findings.size() - 2, findings.size()))
                .extracting(Finding::status)
                .containsExactly(Status.OK, Status.FAILED);
        assertThat(findings.toString()).doesNotContain("0123456789abcdef");
        assertThat(findings.getLast().remedy()).contains("access_token");
    }

    private List<Finding> examine(String key, String topic, String subscription, List<URI> webhooks)
            throws IOException {
        return Doctor.examine(
                pulling(endpoint(), key, "ns/tls/ca.pem", topic, subscription),
                webhooks,
                InstantSource.system());
    }

    private Settings pulling(
            String endpoint, String key, String trusted, String topic, String subscription)
            throws IOException {
        String access =
                "endpoint: '%s', key: '%s', trusted-certificates: '%s'"
                        .formatted(endpoint, key, trusted);
        return load(
                "gateway: {partners: {acme: {sources: {shop: {scheme: cloudevents, topic: '%s', keys:"
                                .formatted(topic)
                        + " [0123456789abcdef], types: ['*'], event-sources: ['*']}}}}, upstream: {"
                        + access
                        + "}}\n"
                        + "worker: {topic: '%s', subscription: '%s', "
                                .formatted(topic, subscription)
                        + access
                        + "}");
    }

    private Settings load(String yaml) throws IOException {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, "listener: {http-port: 0, https-port: 0}\n" + yaml);
        return SettingsFile.load(file, _ -> null);
    }

    private String endpoint() {
        return namespace.ready().httpsUrl().orElseThrow();
    }

    private static List<Finding> failed(List<Finding> findings) {
        return findings.stream().filter(it -> it.status() == Status.FAILED).toList();
    }

    private void publish() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        namespace.ready().httpUrl()
                                                + "/topics/orders:publish?api-version=2024-06-01"))
                        .header("Authorization", "SharedAccessKey right-key")
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\","
                                                + "\"type\":\"t\"}"))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }
}
