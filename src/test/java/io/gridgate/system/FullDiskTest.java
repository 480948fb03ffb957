package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.system.harness.Answer;
import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.NamespaceApi;
import io.gridgate.system.harness.SmallDisk;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The disk under a namespace runs full: it refuses with 503, goes on by itself when there is room,
 * and has lost nothing that it answered with 200.
 */
class FullDiskTest {

    private static final int SMALL_KIBIBYTES = 4 << 10;
    private static final int LARGE_KIBIBYTES = 24 << 10;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String DATA = "x".repeat(60_000);

    private final List<String> accepted = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private SmallDisk disk;
    private Namespace namespace;
    private Http http;
    private NamespaceApi api;

    @BeforeEach
    void start() {
        disk = SmallDisk.mount("full-disk", SMALL_KIBIBYTES);
        namespace =
                Namespace.start(
                        "full",
                        disk,
                        "--topic",
                        "orders",
                        "--subscription",
                        "orders/worker,lock=PT5M");
        http = Http.trusting(namespace.authority());
        api = new NamespaceApi(http, namespace.httpsUrl(), "orders", "worker");
    }

    @AfterEach
    void stop() {
        if (http != null) {
            http.close();
        }
        if (namespace != null) {
            namespace.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void refusesUntilThereIsRoomAndLosesNothing() throws IOException {
        fill();

        assertThat(accepted).hasSizeGreaterThan(20);
        String receive = "&maxEvents=1&maxWaitTime=10";
        assertUnavailable(api.receiveRaw(receive));
        assertUnavailable(publish("still-full"));
        assertThat(http.get(namespace.httpUrl().resolve("/health/live"), Map.of()).status())
                .isEqualTo(200);

        disk.resize(LARGE_KIBIBYTES);
        Await.until("it takes events again", PATIENCE, () -> isAccepted("room"), taken -> taken);
        List<String> first = api.drain(5);
        assertThat(publish("later").status()).isEqualTo(200);

        namespace.kill();
        namespace.start();
        assertDrainsTheRestOnce(first);
    }

    @Test
    void saysWhatToDoWhenItIsStartedOnAFullDisk() throws IOException {
        fill();
        namespace.kill();

        assertThat(namespace.startInVain()).isEqualTo(1);
        assertThat(namespace.process().printed()).isEmpty();
        String said = namespace.process().log();
        assertThat(said.substring(said.lastIndexOf("gridgate: ")))
                .startsWith("gridgate: cannot open the log in " + namespace.data())
                .contains("No space left on device; make room on the disk and start again");

        disk.resize(LARGE_KIBIBYTES);
        namespace.start();
        assertDrainsTheRestOnce(List.of());
    }

    /** Publishes until the disk is full. */
    private void fill() throws IOException {
        Answer answer;
        do {
            answer = publish("event-" + accepted.size());
        } while (answer.status() == 200);
        assertUnavailable(answer);
    }

    private Answer publish(String id) throws IOException {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"s\",\"type\":\"t\",\"data\":\"%s\"}"
                        .formatted(id, DATA);
        Answer answer = api.publish(event);
        (answer.status() == 200 ? accepted : refused).add(id);
        return answer;
    }

    private boolean isAccepted(String id) throws IOException {
        Answer answer = publish(id);
        if (answer.status() != 200) {
            assertUnavailable(answer);
        }
        return answer.status() == 200;
    }

    private void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as("%s, %s", answer, namespace.process()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json().at("/error/code").asText()).isEqualTo("ServiceUnavailable");
    }

    /** What was refused may have been stored or not; whatever was accepted is there once. */
    private void assertDrainsTheRestOnce(List<String> before) throws IOException {
        List<String> drained = new ArrayList<>(before);
        drained.addAll(api.drain(Integer.MAX_VALUE));
        List<String> known = new ArrayList<>(drained);
        known.removeAll(refused);
        List<String> expected = new ArrayList<>(accepted);
        expected.removeAll(refused);
        assertThat(known).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(drained).containsAll(accepted);
    }
}
