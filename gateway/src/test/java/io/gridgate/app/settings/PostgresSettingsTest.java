package io.gridgate.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.auth.Secret;
import io.gridgate.log.postgres.PostgresLogOptions.Tls;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The key {@code store} and the section {@code postgresql}. */
class PostgresSettingsTest {

    @TempDir private Path folder;

    private Optional<PostgresSettings> load(String yaml) throws IOException {
        Path file = folder.resolve("gridgate.yaml");
        Files.writeString(file, yaml);
        return SettingsFile.load(file, Map.of("DATABASE_PASSWORD", "pass-word")::get).postgresql();
    }

    @Test
    void keepsEventsInTheDataFolderByDefault() throws IOException {
        assertThat(load("data-folder: data")).isEmpty();
        assertThat(load("store: embedded")).isEmpty();
    }

    @Test
    void checksTheServerByDefault() throws IOException {
        assertThat(
                        load(
                                """
                                store: postgresql://db.example/events
                                postgresql: {user: gridgate, password: "${DATABASE_PASSWORD}"}
                                """))
                .contains(
                        new PostgresSettings(
                                URI.create("postgresql://db.example/events"),
                                "gridgate",
                                PostgresSettings.Identity.PASSWORD,
                                Optional.of(Secret.of("pass-word")),
                                Tls.VERIFY_FULL,
                                Optional.empty(),
                                "gridgate",
                                10));
    }

    @Test
    void takesUserAndIdentityFromTheUrl() throws IOException {
        PostgresSettings settings =
                load("store: postgresql://db.example:6432/events?user=gateway-id&entra=true")
                        .orElseThrow();

        assertThat(settings.user()).isEqualTo("gateway-id");
        assertThat(settings.identity()).isEqualTo(PostgresSettings.Identity.AZURE);
        assertThat(settings.host()).isEqualTo("db.example");
        assertThat(settings.port()).isEqualTo(6432);
        assertThat(settings.database()).isEqualTo("events");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://db/events",
                "postgresql://db",
                "postgresql://user:secret@db/events",
                "postgresql://db/events?password=secret",
                "postgresql://db:70000/events"
            })
    void refusesWhatIsNoPlaceOfADatabase(String store) {
        assertThatThrownBy(() -> load("store: " + store))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("store: '" + store + "' is not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{user: u}",
                "{password: p}",
                "{user: u, password: p, identity: azure}",
                "{user: u, identity: azure, tls: disable}",
                "{user: u, password: p, connections-max: 7}",
                "{user: u, password: p, connections-max: 101}",
                "{user: u, password: p, schema: Not-Lower}",
                "{user: u, password: p, tls: prefer}"
            })
    void refusesASectionThatCannotWork(String section) {
        String yaml = "store: postgresql://db/events\npostgresql: " + section;
        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("postgresql")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesASectionWithoutAStore() {
        assertThatThrownBy(() -> load("postgresql: {user: u, password: p}"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("store is 'embedded'");
    }
}
