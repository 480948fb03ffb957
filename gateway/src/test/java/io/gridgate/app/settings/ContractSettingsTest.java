package io.gridgate.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.accept.ContractRule.OnUnknownType;
import io.gridgate.accept.ContractRule.OnViolation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a source may say of its contracts. */
final class ContractSettingsTest {

    private static final String SHORT = "a".repeat(22);

    @TempDir private Path folder;

    @Test
    void rejectsWhatViolatesAndTakesUnknownTypesByDefault() throws IOException {
        assertThat(contract(load("shop", "{}")))
                .isEqualTo(new ContractSettings(OnViolation.REJECT, OnUnknownType.ACCEPT));
    }

    @Test
    void takesQuarantineWhereTheNamesAreShortEnough() throws IOException {
        Settings settings = load(SHORT, "{policy: quarantine}");

        assertThat(contract(settings).policy()).isEqualTo(OnViolation.QUARANTINE);
    }

    @Test
    void refusesQuarantineWhereTheNamesAreTooLong() {
        assertThatThrownBy(() -> load(SHORT + "b", "{policy: quarantine}"))
                .isInstanceOf(SettingsException.class)
                .hasMessageEndingWith(
                        "the source "
                                + SHORT
                                + "b has a contract with policy quarantine, so its name and that of"
                                + " its partner must have at most 46 characters together, not 47");
    }

    private static ContractSettings contract(Settings settings) {
        return settings.gateway()
                .orElseThrow()
                .partners()
                .values()
                .iterator()
                .next()
                .sources()
                .values()
                .iterator()
                .next()
                .contract()
                .orElseThrow();
    }

    private Settings load(String source, String contract) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("gridgate.yaml"),
                        """
                        gateway:
                          schemas-folder: schemas
                          upstream: {endpoint: "https://localhost:1", key: k}
                          partners:
                            %s:
                              sources:
                                %s:
                                  scheme: cloudevents
                                  keys: [0123456789abcdef]
                                  topic: orders
                                  types: ["*"]
                                  event-sources: ["*"]
                                  contract: %s
                        """
                                .formatted("p".repeat(24), source, contract));
        return SettingsFile.load(file, _ -> null);
    }
}
