package io.gridgate.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.core.util.BinaryData;
import com.azure.messaging.eventgrid.SystemEventNames;
import com.azure.messaging.eventgrid.systemevents.ContainerRegistryImagePushedEventData;
import com.azure.messaging.eventgrid.systemevents.KeyVaultSecretNearExpiryEventData;
import com.azure.messaging.eventgrid.systemevents.StorageBlobCreatedEventData;

import io.gridgate.app.namespace.NamespaceConfig;
import io.gridgate.app.namespace.NamespaceRole;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.log.Delivery;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The contracts and examples of Azure's system events are what Microsoft's SDK knows, and go the
 * way that docs/push.md shows.
 */
@Timeout(60)
class SystemEventsTest {

    private static final Path SCHEMAS = Path.of("..", "schemas");
    private static final String SECRET = "0123456789abcdef";

    @TempDir private Path folder;

    @Test
    void everyContractIsForATypeThatMicrosoftsSdkKnows() throws Exception {
        Set<Object> known = new TreeSet<>();
        for (Field name : SystemEventNames.class.getFields()) {
            known.add(name.get(null));
        }

        assertThat(contracts()).hasSize(5).isSubsetOf(known);
    }

    private static List<Object> contracts() throws IOException {
        try (Stream<Path> folders = Files.list(SCHEMAS)) {
            return folders.map(each -> (Object) each.getFileName().toString())
                    .filter(name -> name.toString().startsWith("Microsoft."))
                    .toList();
        }
    }

    @Test
    @SuppressWarnings("deprecation") // the models go on in a library of their own
    void examplesAreReadByMicrosoftsModels() throws Exception {
        var blob =
                example("Microsoft.Storage.BlobCreated", "invoice")
                        .toObject(StorageBlobCreatedEventData.class);
        var secret =
                example("Microsoft.KeyVault.SecretNearExpiry", "acme-key")
                        .toObject(KeyVaultSecretNearExpiryEventData.class);
        var image =
                example("Microsoft.ContainerRegistry.ImagePushed", "gridgate")
                        .toObject(ContainerRegistryImagePushedEventData.class);

        assertThat(blob.getUrl()).endsWith("/invoices/2026/11.csv");
        assertThat(blob.getContentLength()).isEqualTo(524_288);
        assertThat(blob.getETag()).isEqualTo("0x8D4BCC2E4835CD0");
        assertThat(secret.getObjectName()).isEqualTo("acme-key");
        assertThat(secret.getVaultName()).isEqualTo("contoso");
        assertThat(secret.getExp()).isNotNull();
        assertThat(image.getTarget().getRepository()).isEqualTo("gridgate");
        assertThat(image.getTimestamp()).isNotNull();
    }

    private static BinaryData example(String type, String name) throws IOException {
        return BinaryData.fromString(text(type, name));
    }

    private static String text(String type, String name) throws IOException {
        return Files.readString(
                SCHEMAS.resolve(type).resolve("examples").resolve("1.valid." + name + ".json"));
    }

    @Test
    void theDocumentedExampleGivesEachConsumerItsOwnEvents() throws Exception {
        try (NamespaceRole role = NamespaceRole.start(documented());
                HttpClient http = HttpClient.newHttpClient()) {
            String invoices = "/blobServices/default/containers/invoices/blobs/2026/11.csv";
            String others = "/blobServices/default/containers/others/blobs/a";
            String type = "Microsoft.Storage.BlobCreated";
            push(http, role, "blobs", type, "1", invoices, text(type, "invoice"));
            push(http, role, "blobs", type, "2", others, text(type, "invoice"));
            push(http, role, "blobs", type, "1", invoices, text(type, "invoice"));
            type = "Microsoft.KeyVault.SecretNearExpiry";
            push(http, role, "vault", type, "3", "acme-key", text(type, "acme-key"));
            type = "Microsoft.ContainerRegistry.ImagePushed";
            push(http, role, "registry", type, "4", "gridgate:1.4.0", text(type, "gridgate"));

            assertThat(pulled(role, "blobs"))
                    .extracting(JsonCloudEvent::getId)
                    .containsExactly("1");
            assertThat(pulled(role, "secrets"))
                    .extracting(JsonCloudEvent::getId)
                    .containsExactly("3");
            assertThat(pulled(role, "images"))
                    .singleElement()
                    .satisfies(event ->
                            assertThat(new String(event.getData().toBytes(), UTF_8))
                                    .isEqualTo(
                                            text(
                                                            "Microsoft.ContainerRegistry.ImagePushed",
                                                            "gridgate")
                                                    .strip()));
        }
    }

    /** The settings in the section of docs/push.md. */
    private NamespaceConfig documented() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "push.md"));
        String section = page.substring(page.indexOf("## System events"));
        String yaml = section.split("```yaml\n", 2)[1].split("```", 2)[0];
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, "listener: {http-port: 0}\n" + yaml);
        Settings settings = SettingsFile.load(file, Map.of("PUSH_SECRET", SECRET)::get);
        return NamespaceConfig.of(
                folder.resolve("ns"), settings.listener(), settings.namespace().orElseThrow());
    }

    private static void push(
            HttpClient http,
            NamespaceRole role,
            String resource,
            String type,
            String id,
            String subject,
            String data)
            throws Exception {
        String body =
                "{\"specversion\":\"1.0\",\"type\":\"%s\",\"source\":\"/subscriptions/1/%s\",\"id\":\"%s\",\"subject\":\"%s\",\"time\":\"2026-11-21T12:00:00.1234567Z\",\"data\":%s}"
                        .formatted(type, resource, id, subject, data.strip());
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        role.ready().httpUrl()
                                                + "/push/azure?access_token="
                                                + SECRET))
                        .header("Content-Type", "application/cloudevents+json; charset=utf-8")
                        .header("aeg-event-type", "Notification")
                        .header("aeg-subscription-name", resource + "-to-gridgate")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }

    private static List<JsonCloudEvent> pulled(NamespaceRole role, String subscription)
            throws InterruptedException {
        return role
                .log()
                .lease(
                        new SubscriptionName(new TopicName("azure"), subscription),
                        10,
                        Duration.ZERO,
                        Duration.ofMinutes(1))
                .stream()
                .map(Delivery::event)
                .map(event -> JsonCloudEvent.of(event.json()))
                .toList();
    }
}
