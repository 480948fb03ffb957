package io.gridgate.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.SecurityLogSettings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.auth.SecurityDecision;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

final class SecurityLogsTest {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z"));

    @TempDir private Path folder;

    @Test
    void writesToTheDataFolderUnlessToldOtherwise() throws IOException {
        assertThat(settings("{}")).isEqualTo(SecurityLogSettings.DEFAULT);

        write(SecurityLogSettings.DEFAULT);
        write(settings("{file: logs/other.jsonl, file-mib-max: 1, files-max: 1}"));
        write(settings("{to: none}"));

        String line =
                "{\"time\":\"2026-11-21T08:00:00Z\",\"decision\":\"admin-refused\",\"remote\":\"::1\","
                        + "\"method\":\"GET\",\"path\":\"/admin/tally\"}\n";
        assertThat(folder.resolve("data/security.jsonl")).hasContent(line);
        assertThat(folder.resolve("logs/other.jsonl")).hasContent(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{to: stderr} | to: 'stderr' is not allowed; allowed: `file`, `stdout`, `none`",
                "{file-mib-max: 0} | file-mib-max: '0' is not allowed; allowed: MiB, 1 to 1024",
                "{file-mib-max: 1025} | file-mib-max: '1025' is not allowed",
                "{files-max: 0} | files-max: '0' is not allowed; allowed: files, 1 to 100",
                "{files-max: 101} | files-max: '101' is not allowed",
                "{proxies: 11} | proxies: '11' is not allowed; allowed: proxies, 0 to 10",
                "{to: stdout, file: x} | security-log: file is used with to: file only"
            })
    void saysWhatIsWrongWithItsSettings(String yaml, String message) {
        assertThatThrownBy(() -> settings(yaml)).hasMessageContaining(message);
    }

    private void write(SecurityLogSettings settings) {
        try (var log = SecurityLogs.open(settings, folder.resolve("data"), CLOCK)) {
            log.record(new SecurityDecision.Administered("::1", "GET", "/admin/tally", false));
        }
    }

    private SecurityLogSettings settings(String yaml) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("site.yaml"),
                        "gateway: {upstream: {endpoint: 'https://ns.example', key: x}, security-log: "
                                + yaml
                                + "}");
        return SettingsFile.load(file, _ -> null)
                .gateway()
                .map(GatewaySettings::securityLog)
                .orElseThrow();
    }
}
