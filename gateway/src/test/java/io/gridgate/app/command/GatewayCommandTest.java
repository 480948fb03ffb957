package io.gridgate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.accept.SourceId;
import io.gridgate.app.gateway.GatewayReady;
import io.gridgate.app.output.ReadyLine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

final class GatewayCommandTest {

    @TempDir private Path folder;

    @Test
    void tellsUrlsAndNoSecretsWhenItIsReady() {
        GatewayReady ready =
                new GatewayReady(
                        "http://127.0.0.1:8080",
                        Optional.of("https://127.0.0.1:8443"),
                        Optional.of(Path.of("ca.pem")),
                        List.of(
                                new SourceId("b", "x"),
                                new SourceId("a", "y"),
                                new SourceId("a", "x")),
                        List.of("storage"));

        assertThat(ReadyLine.text(ready.toMap()))
                .isEqualTo(
                        "{\"gatewayUrl\":\"http://127.0.0.1:8080\","
                                + "\"gatewayHttpsUrl\":\"https://127.0.0.1:8443\","
                                + "\"caPath\":\"ca.pem\",\"partners\":{"
                                + "\"a\":{\"x\":{\"url\":\"http://127.0.0.1:8080/partners/a/x\"},"
                                + "\"y\":{\"url\":\"http://127.0.0.1:8080/partners/a/y\"}},"
                                + "\"b\":{\"x\":{\"url\":\"http://127.0.0.1:8080/partners/b/x\"}}},"
                                + "\"pushRoutes\":{\"storage\":"
                                + "{\"url\":\"http://127.0.0.1:8080/push/storage\"}}}");
    }

    @ParameterizedTest
    @Timeout(60)
    @CsvFileSource(resources = "start-failures.csv", delimiter = '|', quoteCharacter = '`')
    void saysInOneLineWhyItCannotStart(String yaml, String reason) throws IOException {
        Path config = Files.writeString(folder.resolve("site.yaml"), yaml);
        StringWriter errors = new StringWriter();
        CommandLine commandLine = GridgateCommand.commandLine();
        commandLine.setErr(new PrintWriter(errors));

        int exitCode =
                commandLine.execute(
                        "gateway", "--config", config.toString(), "--data", folder.toString());

        assertThat(exitCode).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(errors.toString().lines()).hasSize(1);
        assertThat(errors.toString()).startsWith("gridgate: ").contains(reason);
    }

    @Test
    void needsASettingsFile() {
        StringWriter errors = new StringWriter();
        CommandLine commandLine = GridgateCommand.commandLine();
        commandLine.setErr(new PrintWriter(errors));

        assertThat(commandLine.execute("gateway")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("--config");
    }
}
