package io.gridgate.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.accept.PartnerQuota.Limits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

final class QuotaSettingsTest {

    @TempDir private Path folder;

    @Test
    void boundsNothingUnlessItIsGiven() throws IOException {
        assertThat(load("{}")).isEmpty();
    }

    @Test
    void readsABurstOfOneSecondWhereNoneIsGiven() throws IOException {
        assertThat(load("{limits: {requests-per-second: 50}}")).contains(new Limits(50, 50, 256));
    }

    @Test
    void takesItsBounds() throws IOException {
        assertThat(load("{limits: {requests-per-second: 1, burst: 1, requests-in-flight: 1}}"))
                .contains(new Limits(1, 1, 1));
        assertThat(
                        load(
                                "{limits: {requests-per-second: 1000000, burst: 1000000,"
                                        + " requests-in-flight: 10000}}"))
                .contains(new Limits(1_000_000, 1_000_000, 10_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "burst: 5",
                "requests-per-second: 0",
                "requests-per-second: 1000001",
                "requests-per-second: 1, burst: 0",
                "requests-per-second: 1, burst: 1000001",
                "requests-per-second: 1, requests-in-flight: 0",
                "requests-per-second: 1, requests-in-flight: 10001"
            })
    void refusesWhatIsPastThem(String limits) {
        assertThatThrownBy(() -> load("{limits: {" + limits + "}}"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("gateway.partners.acme.limits.");
    }

    private Optional<Limits> load(String partner) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("site.yaml"),
                        "gateway: {upstream: {endpoint: 'https://ns.example', key: x}, partners:"
                                + " {acme: "
                                + partner
                                + "}}");
        return SettingsFile.load(file, _ -> null)
                .gateway()
                .orElseThrow()
                .partners()
                .get("acme")
                .limits();
    }
}
