package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.system.harness.GridgateProcess;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.NamespaceApi;
import io.gridgate.system.harness.Repository;
import io.gridgate.system.harness.SmallDisk;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What the program says of a data folder that it cannot use, and what it takes as it is. */
class StartFaultsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int EVENTS = 20;
    private static final String[] TOPIC = {
        "--topic", "orders", "--subscription", "orders/worker,lock=PT5M"
    };

    @Test
    void saysThatAFileStandsWhereTheDataFolderHasToBe() throws IOException {
        Path folder = Repository.newFolder("file-for-folder");
        Path file = Files.writeString(folder.resolve("data"), "mine");

        assertThat(refusal(folder, "namespace", "--json", "--http-port", "0", "--data", "data"))
                .isEqualTo(
                        "gridgate: data folder data: a file is there; move it or choose another"
                                + " folder");
        assertThat(file).hasContent("mine");
    }

    @Test
    void saysThatTheDataFolderCannotBeWritten() throws IOException {
        try (SmallDisk disk = SmallDisk.mount("read-only", 8 << 10);
                Namespace namespace = Namespace.start("protected", disk, TOPIC)) {
            publish(namespace, 1);
            assertThat(namespace.stop()).isIn(0, 143);
            disk.protect();

            assertThat(namespace.startInVain()).isEqualTo(1);
            assertThat(lastLine(namespace.process()))
                    .startsWith("gridgate: cannot open the log in " + namespace.data())
                    .endsWith(
                            "Read-only file system; the folder must be writable for this process;"
                                    + " change that or choose another folder");

            String fresh = disk.folder().resolve("fresh").toString();
            assertThat(
                            refusal(
                                    namespace.folder(),
                                    "namespace",
                                    "--json",
                                    "--http-port",
                                    "0",
                                    "--data",
                                    fresh))
                    .startsWith("gridgate: data folder " + fresh + " cannot be made: ")
                    .contains("Read-only file system")
                    .endsWith("choose another folder, or one that this process may write to");
        }
    }

    @Test
    void saysWhichByteOfWhichFileIsDamagedAndStartsOnTheFileOfABackUp() throws IOException {
        try (Namespace namespace = Namespace.start("damaged", TOPIC)) {
            publish(namespace, EVENTS);
            namespace.kill();
            Path segment = segment(namespace);
            byte[] whole = Files.readAllBytes(segment);
            byte[] damaged = whole.clone();
            int middle = end(whole) / 2;
            while (whole[middle] == 0) {
                middle++; // no checksum is over the zeros between rounds
            }
            damaged[middle] ^= 0x40;
            Files.write(segment, damaged);

            assertThat(namespace.startInVain()).isEqualTo(1);
            assertThat(namespace.process().printed()).isEmpty();
            String said =
                    ("gridgate: the log is damaged: \\Q%s\\E: round \\d+ at byte \\d+ cannot be read,"
                                    + " and byte \\d+ says that it was on disk; nothing was changed,"
                                    + " restore the folder from a back-up")
                            .formatted(segment);
            assertThat(lastLine(namespace.process())).matches(said);
            String data = namespace.data().toString();
            assertThat(refusal(namespace.folder(), "log", "verify", "--data", data)).matches(said);
            assertThat(Files.readAllBytes(segment)).isEqualTo(damaged);

            Files.write(segment, whole);
            namespace.start();
            assertThat(receive(namespace)).isEqualTo(ids());
        }
    }

    @Test
    void dropsHalfARoundAtTheEndThatNobodyWasToldOf() throws IOException {
        try (Namespace namespace = Namespace.start("torn", TOPIC)) {
            publish(namespace, EVENTS);
            namespace.kill();
            Path segment = segment(namespace);
            byte[] bytes = Files.readAllBytes(segment);
            int end = (end(bytes) + 64) / 8 * 8; // a round may end with zeros
            byte[] half = Arrays.copyOf(bytes, 100);
            System.arraycopy(half, 0, bytes, end, half.length);
            Files.write(segment, bytes);

            namespace.start();
            assertThat(receive(namespace)).isEqualTo(ids());
        }
    }

    private static void publish(Namespace namespace, int events) throws IOException {
        try (Http http = Http.trusting(namespace.authority())) {
            NamespaceApi api = new NamespaceApi(http, namespace.httpsUrl(), "orders", "worker");
            for (int id = 0; id < events; id++) {
                String event =
                        "{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"s\",\"type\":\"t\"}"
                                .formatted(id);
                assertThat(api.publish(event).status()).isEqualTo(200);
            }
        }
    }

    private static List<String> receive(Namespace namespace) throws IOException {
        try (Http http = Http.trusting(namespace.authority())) {
            List<JsonNode> received =
                    new NamespaceApi(http, namespace.httpsUrl(), "orders", "worker")
                            .receive(100, 10);
            return received.stream().map(each -> each.at("/event/id").asText()).toList();
        }
    }

    private static List<String> ids() {
        return IntStream.range(0, EVENTS).mapToObj(Integer::toString).toList();
    }

    private static Path segment(Namespace namespace) {
        return namespace.data().resolve("log/segments/0000000001.log");
    }

    /** Returns where the zeros begin behind all that was written. */
    private static int end(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    /** Runs a command that fails, and returns all that it says. */
    private static String refusal(Path folder, String... arguments) {
        try (GridgateProcess process =
                GridgateProcess.start("refused", folder, List.of(arguments))) {
            assertThat(process.exitCode(PATIENCE)).isEqualTo(1);
            assertThat(process.printed()).isEmpty();
            return process.log().strip();
        }
    }

    private static String lastLine(GridgateProcess process) {
        return process.log().lines().toList().getLast();
    }
}
