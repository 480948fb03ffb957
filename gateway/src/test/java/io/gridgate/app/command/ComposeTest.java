package io.gridgate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.http.TlsMaterial;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * container/compose.yaml fits the program: its commands, settings, secrets and ports are read by
 * the program itself. Nothing is started, as that needs a container daemon.
 */
final class ComposeTest {

    private static final Path CONTAINER = Path.of("..", "container");
    private static final Pattern SECRET = Pattern.compile("/run/secrets/([a-z.-]+)");
    private static final String BUILT_HERE = "gridgate:dev";
    private static final Pattern PINNED = Pattern.compile("[^@\\s]+:[^@\\s]+@sha256:[0-9a-f]{64}");
    private static final Duration GATEWAY_DRAIN_MAX = Duration.ofSeconds(20);

    private static JsonNode compose;
    private static Path secrets;

    @BeforeAll
    static void read(@TempDir Path folder) throws Exception {
        compose = new YAMLMapper().readTree(CONTAINER.resolve("compose.yaml").toFile());
        secrets = folder.resolve("secrets");
        Process made =
                new ProcessBuilder(CONTAINER.resolve("new-secrets").toString(), secrets.toString())
                        .inheritIO()
                        .start();
        assertThat(made.waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "namespace", "worker"})
    void runsCommandsAndSettingsThatTheProgramTakes(String role, @TempDir Path folder)
            throws IOException {
        Settings settings = settings(role, folder);

        String[] command = texts(service(role).get("command")).toArray(String[]::new);
        GridgateCommand.commandLine(command).parseArgs(command);
        assertThat(command).containsExactly(role, "--config", "/etc/gridgate/gridgate.yaml");
        assertThat(settings.gateway().isPresent()).isEqualTo(role.equals("gateway"));
        assertThat(settings.namespace().isPresent()).isEqualTo(role.equals("namespace"));
        assertThat(settings.worker().isPresent()).isEqualTo(role.equals("worker"));
        assertThat(settings.dataFolder()).isEqualTo(Path.of("/data"));
        if (service(role).at("/deploy/replicas").asInt(1) > 1) {
            assertThat(settings.postgresql()).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "namespace", "worker"})
    void asksEachProcessForItsHealthWhereItListens(String role, @TempDir Path folder)
            throws IOException {
        List<String> test = texts(service(role).at("/healthcheck/test"));
        String image = Files.readString(CONTAINER.resolve("Dockerfile"));

        assertThat(test.getFirst()).isEqualTo("CMD");
        test.subList(1, 3).forEach(part -> assertThat(image).contains('"' + part + '"'));
        int jar = test.indexOf("-jar") + 1;
        assertThat(image).contains("\"-jar\", \"" + test.get(jar) + "\"");
        String[] command = test.subList(jar + 1, test.size()).toArray(String[]::new);
        GridgateCommand.commandLine(command).parseArgs(command);
        URI asked = HealthCommand.listensAt(Path.of("any"), settings(role, folder));
        assertThat(asked.getHost()).isEqualTo("127.0.0.1");
        for (String port : texts(service(role).path("ports"))) {
            assertThat(port).startsWith("127.0.0.1:").endsWith(":" + asked.getPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "namespace", "worker"})
    void mountsTheSecretsThatTheSettingsNameAndNoOthers(String role) throws IOException {
        Set<String> named =
                SECRET.matcher(Files.readString(settingsFile(role)))
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(texts(service(role).get("secrets"))).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void declaresTheSecretsThatAreMade() throws IOException {
        try (Stream<Path> made = Files.list(secrets)) {
            assertThat(names(compose.get("secrets")))
                    .containsExactlyInAnyOrderElementsOf(
                            made.map(file -> file.getFileName().toString()).toList());
        }
        compose.get("secrets")
                .properties()
                .forEach(secret ->
                        assertThat(secret.getValue().get("file").textValue())
                                .isEqualTo("./secrets/" + secret.getKey()));
        TlsMaterial.read(
                secrets.resolve("namespace.pem"),
                secrets.resolve("namespace-private-key.pem"),
                Optional.empty());
    }

    @Test
    void givesNoServiceMoreThanItNeeds() {
        Set<String> services = Set.copyOf(names(compose.get("services")));
        for (String name : services) {
            JsonNode service = service(name);
            assertThat(service.get("read_only").booleanValue()).as(name).isTrue();
            assertThat(texts(service.get("security_opt"))).contains("no-new-privileges:true");
            assertThat(service.get("mem_limit").textValue()).as(name).matches("\\d+m");
            assertThat(service.has("healthcheck")).as(name).isTrue();
            assertThat(service.has("privileged")).as(name).isFalse();
            assertThat(services).containsAll(names(service.path("depends_on")));
            if (!name.equals("database")) {
                assertThat(texts(service.get("cap_drop"))).as(name).containsExactly("ALL");
            }
        }
    }

    @Test
    void takesTheImagesOfOthersByTheirDigest() {
        for (String name : names(compose.get("services"))) {
            String image = service(name).get("image").textValue();
            if (!image.equals(BUILT_HERE)) {
                assertThat(image).as(name).matches(PINNED);
            }
        }
    }

    @Test
    void namesServicesAsHostsAndWaitsLongEnoughForTheirEnd(@TempDir Path folder)
            throws IOException {
        Settings gateway = settings("gateway", folder);
        Settings worker = settings("worker", folder);

        assertThat(names(compose.get("services")))
                .contains(
                        gateway.postgresql().orElseThrow().host(),
                        gateway.gateway().orElseThrow().upstream().access().endpoint().getHost(),
                        worker.worker().orElseThrow().access().endpoint().getHost());
        assertThat(grace("gateway"))
                .isGreaterThan(gateway.listener().shutdownDelay().plus(GATEWAY_DRAIN_MAX));
        assertThat(grace("worker"))
                .isGreaterThan(
                        worker.worker()
                                .orElseThrow()
                                .drainTimeout()
                                .plus(worker.worker().orElseThrow().receiveWait()));
    }

    private static Duration grace(String role) {
        return Duration.parse(
                "PT" + service(role).get("stop_grace_period").textValue().toUpperCase(Locale.ROOT));
    }

    private static JsonNode service(String name) {
        return compose.get("services").get(name);
    }

    /** Returns the file of the checkout that is mounted as the service's settings. */
    private static Path settingsFile(String role) {
        String mount =
                texts(service(role).get("volumes")).stream()
                        .filter(each -> each.endsWith(":/etc/gridgate/gridgate.yaml:ro"))
                        .findFirst()
                        .orElseThrow();
        return CONTAINER.resolve(mount.substring(0, mount.indexOf(':')));
    }

    /** Reads the settings as the container would, with the secrets in another folder. */
    private static Settings settings(String role, Path folder) throws IOException {
        String text =
                Files.readString(settingsFile(role)).replace("/run/secrets", secrets.toString());
        return SettingsFile.load(Files.writeString(folder.resolve(role), text), _ -> null);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyStream().map(each -> each.getKey()).toList());
    }
}
