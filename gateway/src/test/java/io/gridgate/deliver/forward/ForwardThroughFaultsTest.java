package io.gridgate.deliver.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.app.namespace.NamespaceConfig;
import io.gridgate.app.namespace.NamespaceRole;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.deliver.LaneSettings;
import io.gridgate.log.Delivery;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;
import io.gridgate.testing.FaultProxy;
import io.gridgate.testing.FaultProxy.Fault;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real namespace behind a network that loses, delays, truncates and repeats, by a seed. */
@Timeout(180)
class ForwardThroughFaultsTest {

    private static final SubscriptionName WORKER =
            new SubscriptionName(new TopicName("orders"), "worker");
    private static final int EVENTS = 1_500;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_121})
    void losesNothingAndRepeatsUnderTheSameId(long seed) throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("site.yaml"),
                        "listener: {http-port: 0, https-port: 0}\n"
                                + "namespace: {keys: [key], topics: {orders: {subscriptions: {worker: {}}}}}");
        var settings = SettingsFile.load(file, _ -> null);
        NamespaceConfig config =
                NamespaceConfig.of(
                        folder.resolve("ns"),
                        settings.listener(),
                        settings.namespace().orElseThrow());
        LaneSettings lane = new LaneSettings(10, 100_000, 4, Duration.ofMinutes(1));
        try (NamespaceRole namespace = NamespaceRole.start(config);
                FaultProxy network = new FaultProxy(URI.create(namespace.ready().httpUrl()), seed);
                OutboxFixture outbox =
                        new OutboxFixture(
                                folder.resolve("log"),
                                lane,
                                Optional.empty(),
                                List.of(
                                        OutboxFixture.upstream(
                                                network.endpoint(),
                                                "key",
                                                network.writeCertificate(
                                                        folder.resolve("ca.pem")))))) {
            List<String> ids = outbox.append(EVENTS);
            outbox.forward();
            outbox.await(EVENTS);

            List<String> arrived = arrived(namespace);
            assertThat(arrived).as("seed %d", seed).containsAll(ids);
            assertThat(ids).as("no id is new at the far side").containsAll(arrived);
            assertThat(arrived.size()).as("repeats of lost answers").isGreaterThan(EVENTS);
            assertThat(outbox.log.tally(OutboxFixture.LANE).acknowledged()).isEqualTo(EVENTS);
            assertThat(outbox.log.tally(OutboxFixture.LANE).deadLettered()).isZero();
            for (Fault fault : Fault.values()) {
                assertThat(network.count(fault)).as("%s with seed %d", fault, seed).isPositive();
            }
        }
    }

    private static List<String> arrived(NamespaceRole namespace) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        while (true) {
            List<Delivery> more =
                    namespace.log().lease(WORKER, 1_000, Duration.ZERO, Duration.ofMinutes(5));
            if (more.isEmpty()) {
                return ids;
            }
            more.forEach(delivery -> ids.add(delivery.event().key().id()));
        }
    }
}
