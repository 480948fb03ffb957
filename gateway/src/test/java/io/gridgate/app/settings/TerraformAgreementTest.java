package io.gridgate.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.app.namespace.NamespaceConfig;
import io.gridgate.app.settings.NamespaceSettings.TopicSettings;
import io.gridgate.filter.EventFilter;
import io.gridgate.filter.FilterOperator;
import io.gridgate.log.postgres.PostgresLogOptions.Tls;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What Terraform would create from a settings file is what the gateway reads from it. Terraform
 * evaluates the whole deployment, see terraform/checks/evaluate.mjs; where it or Node is missing,
 * the test is skipped and says so.
 */
final class TerraformAgreementTest {

    private static final Path TERRAFORM = Path.of("..", "terraform");
    private static final Path SETTINGS = TERRAFORM.resolve("environments/gridgate.yaml");
    private static final Path FOLDER = Path.of("target", "terraform-agreement");
    private static final long TIMEOUT_SECONDS = 180;
    private static final int TERRAFORM_IS_MISSING = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode evaluated = JSON.nullNode();
    private static final Settings settings = load(SETTINGS);

    @BeforeAll
    static void evaluate() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Path output = FOLDER.resolve("evaluated.json");
        Path errors = FOLDER.resolve("errors.txt");
        Process process;
        try {
            process =
                    new ProcessBuilder(
                                    "node",
                                    TERRAFORM.resolve("checks/evaluate.mjs").toString(),
                                    SETTINGS.toString(),
                                    FOLDER.resolve("copy").toString())
                            .redirectOutput(output.toFile())
                            .redirectError(errors.toFile())
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: Node is not installed");
            throw e;
        }
        assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assumeTrue(
                process.exitValue() != TERRAFORM_IS_MISSING,
                () -> "skipped: " + read(output).strip());
        assertThat(process.exitValue()).as("%s", read(errors)).isZero();
        evaluated = JSON.readTree(output.toFile());
    }

    @Test
    void topicsHaveTheNamesAndRetentionOfTheFile() {
        Map<String, Integer> created = new LinkedHashMap<>();
        evaluated
                .get("topics")
                .properties()
                .forEach(topic ->
                        created.put(
                                topic.getKey(),
                                topic.getValue().get("eventRetentionInDays").intValue()));

        Map<String, Integer> wanted = new LinkedHashMap<>();
        topics().forEach((name, topic) -> wanted.put(name, (int) topic.retention().toDays()));
        assertThat(created).isEqualTo(wanted);
    }

    @Test
    void subscriptionsAreThoseOfTheFile() {
        Map<String, JsonNode> created = new LinkedHashMap<>();
        evaluated
                .get("subscriptions")
                .properties()
                .forEach(each -> created.put(each.getKey(), each.getValue()));

        assertThat(created.keySet()).isEqualTo(wanted().keySet());
        created.forEach((name, body) ->
                assertThat(new Created(body).settings()).as(name).isEqualTo(wanted().get(name)));
    }

    @Test
    void filtersThatAreCreatedAreWhatTheBuiltInNamespaceApplies() {
        Map<String, EventFilter> applied = new LinkedHashMap<>();
        NamespaceConfig.of(FOLDER, ListenerSettings.DEFAULT, withoutEventHubs())
                .subscriptions()
                .forEach(each -> applied.put(each.name().toString(), each.filter()));

        assertThat(applied).isNotEmpty();
        assertThat(applied.values()).anyMatch(filter -> !filter.filters().isEmpty());
        applied.forEach((name, filter) ->
                assertThat(filter)
                        .as(name)
                        .isEqualTo(
                                new Created(evaluated.get("subscriptions").get(name))
                                        .settings()
                                        .eventFilter()));
    }

    @Test
    void webhooksThatAreCreatedAreWhatTheBuiltInNamespacePushesTo() {
        Map<String, String> pushed = new LinkedHashMap<>();
        NamespaceConfig.of(FOLDER, ListenerSettings.DEFAULT, withoutEventHubs())
                .pushes()
                .webhooks()
                .forEach(webhook ->
                        pushed.put(
                                webhook.subscription().toString(),
                                "%s, %d events, %d KiB"
                                        .formatted(
                                                webhook.endpoint(),
                                                webhook.batchEventsMax(),
                                                webhook.batchBytesMax() / 1_024)));

        Map<String, String> created = new LinkedHashMap<>();
        evaluated
                .get("subscriptions")
                .properties()
                .forEach(each ->
                        new Created(each.getValue())
                                .settings()
                                .push()
                                .filter(push -> push.endpoint().isPresent())
                                .ifPresent(push ->
                                        created.put(
                                                each.getKey(),
                                                "%s, %d events, %d KiB"
                                                        .formatted(
                                                                push.endpoint().orElseThrow(),
                                                                push.batchEventsMax(),
                                                                push.batchKibMax()))));
        assertThat(pushed).isNotEmpty().isEqualTo(created);
    }

    /** The namespace of the file without what the built-in one cannot do, event hubs. */
    private static NamespaceSettings withoutEventHubs() {
        Map<String, TopicSettings> topics = new LinkedHashMap<>();
        topics().forEach((name, topic) -> {
            Map<String, SubscriptionSettings> queues = new LinkedHashMap<>(topic.subscriptions());
            queues.values()
                    .removeIf(each -> each.push().flatMap(PushSettings::eventHub).isPresent());
            topics.put(name, new TopicSettings(topic.retention(), queues));
        });
        NamespaceSettings all = settings.namespace().orElseThrow();
        return new NamespaceSettings(
                all.keys(), all.relaxedLimits(), topics, all.pushRoutes(), all.push());
    }

    @Test
    void gatewayCanReadTheSettingsThatItWillBeStartedWith() throws IOException {
        Settings rendered = rendered("gatewaySettings", "gateway.yaml");
        GatewaySettings gateway = rendered.gateway().orElseThrow();
        GatewaySettings local = settings.gateway().orElseThrow();

        assertThat(gateway.partners()).isEqualTo(local.partners());
        assertThat(gateway.outbox()).isEqualTo(local.outbox());
        assertThat(gateway.upstream().access().identity()).isEqualTo(Access.Identity.AZURE);
        assertThat(gateway.upstream().access().endpoint())
                .hasToString("https://evgns.westeurope-1.eventgrid.azure.net");
        assertThat(rendered.listener().host()).isEqualTo("0.0.0.0");
        PostgresSettings database = rendered.postgresql().orElseThrow();
        assertThat(database.host()).endsWith(".postgres.database.azure.com");
        assertThat(database.database()).isEqualTo("gridgate");
        assertThat(database.user()).isEqualTo("id-gridgate-dev-abc123-gateway");
        assertThat(database.identity()).isEqualTo(PostgresSettings.Identity.AZURE);
        assertThat(database.tls()).isEqualTo(Tls.VERIFY_FULL);
        assertThat(rendered.namespace()).isEmpty();
        assertThat(rendered.worker()).isEmpty();
    }

    @Test
    void workerCanReadTheSettingsThatItWillBeStartedWith() throws IOException {
        Settings rendered = rendered("workerSettings", "worker.yaml");
        WorkerSettings worker = rendered.worker().orElseThrow();
        WorkerSettings local = settings.worker().orElseThrow();

        assertThat(worker.topic()).isEqualTo(local.topic());
        assertThat(worker.subscription()).isEqualTo(local.subscription());
        assertThat(worker.lock()).isEqualTo(local.lock());
        assertThat(worker.access().identity()).isEqualTo(Access.Identity.AZURE);
        assertThat(rendered.health()).contains(new HealthSettings("0.0.0.0", 9464));
        assertThat(rendered.gateway()).isEmpty();
    }

    private static Map<String, SubscriptionSettings> wanted() {
        Map<String, SubscriptionSettings> wanted = new LinkedHashMap<>();
        topics().forEach((topic, each) ->
                each.subscriptions()
                        .forEach((name, subscription) ->
                                wanted.put(topic + "/" + name, Created.visible(subscription))));
        return wanted;
    }

    private static Map<String, TopicSettings> topics() {
        return settings.namespace().orElseThrow().topics();
    }

    private static Settings rendered(String key, String name) throws IOException {
        Path file = FOLDER.resolve(name);
        Files.writeString(file, evaluated.get(key).textValue());
        return load(file);
    }

    private static Settings load(Path file) {
        return SettingsFile.load(file, name -> "value-of-" + name + "-long-enough");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** A subscription's ARM body, read back into settings. */
    private record Created(JsonNode body) {

        /** What of the settings can be seen in a body: a push has no lock and may have no batch. */
        static SubscriptionSettings visible(SubscriptionSettings settings) {
            return new SubscriptionSettings(
                    settings.push().isPresent() ? Duration.ofMinutes(1) : settings.lock(),
                    settings.maxDeliveryCount(),
                    settings.timeToLive(),
                    settings.types(),
                    settings.filters(),
                    settings.push());
        }

        SubscriptionSettings settings() {
            JsonNode delivery = body.get("deliveryConfiguration");
            boolean queued = delivery.get("deliveryMode").textValue().equals("Queue");
            JsonNode details = delivery.get(queued ? "queue" : "push");
            JsonNode filters = body.get("filtersConfiguration");
            return new SubscriptionSettings(
                    queued
                            ? Duration.ofSeconds(
                                    details.get("receiveLockDurationInSeconds").intValue())
                            : Duration.ofMinutes(1),
                    details.get("maxDeliveryCount").intValue(),
                    Duration.parse(details.get("eventTimeToLive").textValue()),
                    filters.path("includedEventTypes")
                            .valueStream()
                            .map(JsonNode::textValue)
                            .toList(),
                    filters.path("filters").valueStream().map(Created::filter).toList(),
                    queued ? Optional.empty() : Optional.of(push(details)));
        }

        private static FilterSettings filter(JsonNode filter) {
            List<JsonNode> values =
                    filter.has("value")
                            ? List.of(filter.get("value"))
                            : filter.path("values").valueStream().toList();
            return new FilterSettings(
                    FilterOperator.of(filter.get("operatorType").textValue()).orElseThrow(),
                    filter.get("key").textValue(),
                    values.stream()
                            .map(value -> value.isTextual() ? value.textValue() : value.toString())
                            .toList());
        }

        private static PushSettings push(JsonNode push) {
            JsonNode webhook = push.path("destination").path("properties");
            if (webhook.isMissingNode()) {
                assertThat(push.at("/deliveryWithResourceIdentity/destination/endpointType"))
                        .hasToString("\"EventHub\"");
                String id =
                        push.at("/deliveryWithResourceIdentity/destination/properties/resourceId")
                                .textValue();
                return new PushSettings(
                        Optional.empty(),
                        Optional.of(id.substring(id.lastIndexOf('/') + 1)),
                        1,
                        64);
            }
            return new PushSettings(
                    Optional.of(webhook.get("endpointUrl").textValue()),
                    Optional.empty(),
                    webhook.get("maxEventsPerBatch").intValue(),
                    webhook.get("preferredBatchSizeInKilobytes").intValue());
        }
    }
}
