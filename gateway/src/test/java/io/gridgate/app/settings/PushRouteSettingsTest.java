package io.gridgate.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gridgate.accept.push.PushRoute.Handshake;
import io.gridgate.accept.push.PushRoute.Schema;
import io.gridgate.auth.BearerSettings;
import io.gridgate.auth.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class PushRouteSettingsTest {

    private static final String TENANT = "11111111-2222-3333-4444-555555555555";

    @TempDir private Path folder;

    private PushRouteSettings route(String keys) throws IOException {
        Path file = folder.resolve("site.yaml");
        Files.writeString(
                file,
                "namespace: {topics: {orders: {}}, push-routes: {azure: {"
                        + "topic: orders, subscriptions: [to-gridgate], "
                        + keys
                        + "}}}");
        return SettingsFile.load(file, Map.of("SECRET", "0123456789abcdef")::get)
                .namespace()
                .orElseThrow()
                .pushRoutes()
                .get("azure");
    }

    @Test
    void readsARouteWithItsDefaults() throws IOException {
        assertThat(route("secrets: ['${SECRET}']"))
                .isEqualTo(
                        new PushRouteSettings(
                                Optional.of("orders"),
                                Optional.empty(),
                                List.of(Schema.CLOUD_EVENTS),
                                List.of("to-gridgate"),
                                List.of(),
                                List.of("eventgrid.azure.net"),
                                List.of(Secret.of("0123456789abcdef")),
                                Optional.empty(),
                                false,
                                Handshake.ANSWER,
                                Optional.empty(),
                                Duration.ofDays(3)));
    }

    @Test
    void acceptsTokensOfBothVersionsFromEventGridsApplication() throws IOException {
        List<BearerSettings> bearers =
                route("entra: {tenant: " + TENANT + ", audience: 'api://gridgate'}")
                        .entra()
                        .orElseThrow()
                        .bearers();

        assertThat(bearers)
                .extracting(BearerSettings::issuer)
                .containsExactly(
                        "https://sts.windows.net/" + TENANT + "/",
                        "https://login.microsoftonline.com/" + TENANT + "/v2.0");
        assertThat(bearers)
                .allSatisfy(bearer -> {
                    assertThat(bearer.audience()).isEqualTo("api://gridgate");
                    assertThat(bearer.sendRole()).contains("AzureEventGridSecureWebhookSubscriber");
                    assertThat(bearer.applications())
                            .containsExactly("4962773b-9cdb-44cf-a8bf-237846a00ab7");
                    assertThat(bearer.jwks())
                            .hasValueSatisfying(keys ->
                                    assertThat(keys)
                                            .hasToString(
                                                    "https://login.microsoftonline.com/"
                                                            + TENANT
                                                            + "/discovery/v2.0/keys"));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "open: false | needs secrets or entra, or open: true",
                "open: true, secrets: ['${SECRET}'] | is open and has secrets",
                "secrets: ['too short'] | of at least 16 bytes",
                "secrets: ['with a space and more'] | can stand in a query as it is",
                "open: true, schemas: [event-grid] | needs topics",
                "open: true, schemas: [event-grid], topics: [orders] | resource id",
                "open: true, schemas: [] | needs at least one of schemas",
                "open: true, origins: [] | needs origins",
                "open: true, handshake: none | handshake: 'none' is not allowed",
                "open: true, rate-per-minute: 0 | requests, 1 to 1000000",
                "open: true, dedup-window: PT1S | PT1M to P30D",
                "open: true, target: {url: 'http://x'} | needs either topic or target",
                "open: true, target: {url: 'ftp://x'} | http or https URL with a host",
                "open: true, target: {url: 'http://x', timeout: PT28S} | PT1S to PT27S",
                "entra: {audience: x} | azure.entra.tenant: is required"
            })
    void saysWhatIsWrong(String keys, String reason) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> route(keys))
                .withMessageContaining("namespace.push-routes.azure")
                .withMessageContaining(reason);
    }

    @Test
    void knowsTheTopicsOfItsNamespace() throws IOException {
        Path file = folder.resolve("site.yaml");
        Files.writeString(
                file,
                "namespace: {topics: {orders: {}}, push-routes: {azure: {"
                        + "topic: other, subscriptions: [abc], open: true}}}");

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SettingsFile.load(file, _ -> null))
                .withMessageContaining("push-routes.azure.topic: there is no topic 'other' here");
    }
}
