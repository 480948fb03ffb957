package io.gridgate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.http.HttpServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

class HealthCommandTest {

    private final StringWriter output = new StringWriter();

    @TempDir private Path folder;

    @Test
    void tellsAReadyProcessFromOneThatOnlyLives() throws Exception {
        AtomicBoolean ready = new AtomicBoolean(true);
        try (HttpServer server = HttpServer.builder().readyWhen(ready::get).start()) {
            String url = "http://127.0.0.1:" + server.httpPort();

            assertThat(health("--url", url)).isZero();
            assertThat(output.toString()).isEqualTo(url + "/health/ready answers 200\n");

            ready.set(false);
            assertThat(health("--url", url, "--json")).isEqualTo(1);
            assertThat(output.toString())
                    .isEqualTo(
                            "{\"url\":\"%s/health/ready\",\"status\":503,\"healthy\":false}\n"
                                    .formatted(url));
            assertThat(health("--url", url, "--live")).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    listener: {http-port: %d}; namespace: {topics: {orders: {}}}
                    listener: {http-port: %d, host: 0.0.0.0}; namespace: {topics: {orders: {}}}
                    health: {port: %d}; worker: {endpoint: "https://a", key: k, topic: orders, subscription: worker}
                    """)
    void findsTheProcessByItsSettings(String settings) throws Exception {
        try (HttpServer server = HttpServer.builder().start()) {
            Path file = file(settings.formatted(server.httpPort()));

            assertThat(health("--config", file.toString())).as("%s", output).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    namespace: {topics: {orders: {}}}; worker: {endpoint: "https://a", key: k, topic: orders, subscription: worker} | has roles that listen at different places
                    worker: {endpoint: "https://a", key: k, topic: orders, subscription: worker} | has no health section
                    listener: {http-port: 0}; namespace: {topics: {orders: {}}} | lets the process pick a port
                    data-folder: data | has no role
                    """)
    void saysWhyTheSettingsDoNotTell(String settings, String message) throws Exception {
        Path file = file(settings);

        assertThat(health("--config", file.toString())).isEqualTo(1);
        assertThat(output.toString()).startsWith("gridgate: " + file).contains(message);
    }

    @Test
    void isNotWellWithoutAListener() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        assertThat(health("--url", "http://127.0.0.1:" + port)).isEqualTo(1);
        assertThat(output.toString()).contains("ConnectException");
    }

    @Test
    void givesUpOnAProcessThatDoesNotAnswer() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + mute.getLocalPort();

            assertThat(health("--url", url, "--timeout", "PT0.1S")).isEqualTo(1);
            assertThat(output.toString()).contains("no answer within PT0.1S");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --timeout PT0.099S | --timeout must be PT0.1S to PT1M: PT0.099S
                    --timeout PT61S    | --timeout must be PT0.1S to PT1M: PT1M1S
                    --url ftp://a      | --url must be an http or https URL: ftp://a
                    --url a:8080       | --url must be an http or https URL: a:8080
                    --url http://a --config b | are mutually exclusive
                    """)
    void refusesAWrongCommandLine(String options, String message) {
        assertThat(health(options.split(" "))).isEqualTo(2);
        assertThat(output.toString().lines().findFirst().orElse("")).contains(message);
    }

    private int health(String... options) {
        output.getBuffer().setLength(0);
        String[] line = new String[options.length + 1];
        line[0] = "health";
        System.arraycopy(options, 0, line, 1, options.length);
        return GridgateCommand.commandLine()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(output, true))
                .execute(line);
    }

    private Path file(String settings) throws IOException {
        return Files.writeString(folder.resolve("gridgate.yaml"), settings.replace("; ", "\n"));
    }
}
