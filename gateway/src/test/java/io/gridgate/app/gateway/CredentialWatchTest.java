package io.gridgate.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.accept.AcceptListener;
import io.gridgate.app.settings.LoadedSettings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.auth.SecretUse;
import io.gridgate.auth.SecurityDecision;
import io.gridgate.auth.SecurityDecision.SecretsChanged;
import io.gridgate.auth.issued.KeyBookFile;
import io.gridgate.auth.issued.KeyOwner;
import io.gridgate.auth.issued.KeyText;
import io.gridgate.deliver.LaneListener;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.HttpServer;
import io.gridgate.log.EventLog;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/** A gateway whose keys and secrets change while it runs. */
@Timeout(60)
final class CredentialWatchTest {

    private static final String SETTINGS =
            """
            gateway:
              upstream: {endpoint: "https://localhost:1", key: k}
              partners:
                acme:
                  status-keys: ["a status key of acme"]
                  sources:
                    orders:
                      scheme: cloudevents
                      keys: ["file:key.txt"]
                      topic: orders
                      types: ["*"]
                      event-sources: ["*"]
                    open:
                      scheme: cloudevents
                      topic: orders
                      types: ["*"]
                      event-sources: ["*"]
            """;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));
    private final Queue<SecurityDecision> decisions = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<AutoCloseable> parts = new ArrayList<>();

    @TempDir private Path folder;
    private Path config;
    private KeyBookFile book;
    private GatewayRole role;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        config = Files.writeString(folder.resolve("gridgate.yaml"), SETTINGS);
        Files.writeString(folder.resolve("key.txt"), "the first key of acme");
        book = new KeyBookFile(folder.resolve("partner-keys.json"));
        LoadedSettings loaded = SettingsFile.loadWithFiles(config, _ -> null);
        EventLog log =
                EmbeddedLog.open(folder.resolve("log"), EmbeddedLogOptions.DEFAULT, now::get);
        parts.add(log);
        role =
                GatewayRole.open(
                        loaded.settings().gateway().orElseThrow(),
                        log,
                        HttpLimits.DEFAULT,
                        AcceptListener.NONE,
                        new LaneListener() {},
                        decisions::add,
                        new KeySources(
                                Optional.of(book),
                                loaded.files(),
                                Optional.of(() -> SettingsFile.loadWithFiles(config, _ -> null))));
        parts.add(role);
        server = HttpServer.builder().routes(role.routes()).start();
        parts.add(server);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        for (AutoCloseable part : parts.reversed()) {
            part.close();
        }
    }

    @Test
    void takesAKeyThatWasMadeAndLosesOneThatWasRevoked() throws Exception {
        String key = KeyText.make(new Random(1));
        KeyOwner owner = new KeyOwner("acme", "open");
        assertThat(send("open", key)).isEqualTo(401);

        book.update(it -> it.make(owner, Optional.of("k"), hash(key), null, null, now.get()));
        assertThat(send("open", key)).isEqualTo(401);
        role.credentialWatch().look();

        assertThat(send("open", key)).isEqualTo(202);
        assertThat(send("orders", key)).isEqualTo(401);
        assertThat(send("open", key + "x")).isEqualTo(401);
        assertThat(use("open", "k").count()).isEqualTo(1);

        book.update(it -> it.revoke(owner, "k", now.get()));
        role.credentialWatch().look();

        assertThat(send("open", key)).isEqualTo(401);
        assertThat(changes())
                .containsExactly(
                        new SecretsChanged("acme", "open", List.of("k"), List.of()),
                        new SecretsChanged("acme", "open", List.of(), List.of("k")));
        assertThat(decisions.toString()).doesNotContain(key);
    }

    @Test
    void keysCountInTheirTimeOnlyWithoutAnotherLook() throws Exception {
        String key = KeyText.make(new Random(2));
        Instant begin = now.get().plusSeconds(60);
        Instant end = now.get().plusSeconds(120);
        book.update(it ->
                it.make(
                        new KeyOwner("acme", "open"),
                        Optional.empty(),
                        hash(key),
                        begin,
                        end,
                        now.get()));
        role.credentialWatch().look();

        assertThat(send("open", key)).isEqualTo(401);
        now.set(begin);
        assertThat(send("open", key)).isEqualTo(202);
        now.set(end);
        assertThat(send("open", key)).isEqualTo(401);
    }

    @Test
    void takesASecretFromItsFileWhenThatChangesAndGoesOnCountingTheOthers() throws Exception {
        assertThat(send("orders", "the first key of acme")).isEqualTo(202);

        Files.writeString(folder.resolve("key.txt"), "the second key of acme");
        role.credentialWatch().look();

        assertThat(send("orders", "the first key of acme")).isEqualTo(401);
        assertThat(send("orders", "the second key of acme")).isEqualTo(202);

        Files.writeString(
                config,
                SETTINGS.replace(
                        "keys: [\"file:key.txt\"]",
                        "keys: [{secret: a third key of acme, name: third}, \"file:key.txt\"]"));
        role.credentialWatch().look();

        assertThat(send("orders", "a third key of acme")).isEqualTo(202);
        assertThat(use("orders", "2").count()).isEqualTo(1);
        assertThat(use("orders", "third").count()).isEqualTo(1);
    }

    @Test
    void keepsWhatItHasWhileAFileCannotBeUsed() throws Exception {
        Files.writeString(folder.resolve("key.txt"), "short");
        role.credentialWatch().look();
        assertThat(send("orders", "the first key of acme")).isEqualTo(202);

        Files.writeString(folder.resolve("key.txt"), "the second key of acme");
        Files.writeString(book.file(), "half of a bo");
        role.credentialWatch().look();
        assertThat(send("orders", "the first key of acme")).isEqualTo(202);

        Files.delete(book.file());
        role.credentialWatch().look();
        assertThat(send("orders", "the second key of acme")).isEqualTo(202);
    }

    @Test
    void letsNobodyIntoASourceThatIsGoneFromTheSettings() throws Exception {
        Files.writeString(config, SETTINGS.replace("orders:\n", "renamed:\n"));
        role.credentialWatch().look();

        assertThat(send("orders", "the first key of acme")).isEqualTo(401);
        assertThat(changes())
                .containsExactly(new SecretsChanged("acme", "orders", List.of(), List.of("1")));
    }

    @Test
    void takesStatusKeysToo() throws Exception {
        String key = KeyText.make(new Random(3));
        assertThat(status("orders", "a status key of acme")).isEqualTo(404);
        assertThat(status("orders", key)).isEqualTo(401);

        book.update(it ->
                it.make(
                        new KeyOwner("acme", ""),
                        Optional.empty(),
                        hash(key),
                        null,
                        null,
                        now.get()));
        role.credentialWatch().look();

        assertThat(status("orders", key)).isEqualTo(404);
        assertThat(send("orders", key)).isEqualTo(401);
        assertThat(changes())
                .containsExactly(new SecretsChanged("acme", "", List.of("key-1"), List.of()));
    }

    private List<SecurityDecision> changes() {
        return decisions.stream().filter(SecretsChanged.class::isInstance).toList();
    }

    private SecretUse use(String source, String name) {
        return role.frontDoors().stream()
                .filter(it -> it.id().name().equals(source))
                .flatMap(it -> it.credential().uses().stream())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private int send(String source, String key) throws Exception {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/s\",\"type\":\"t\"}"
                        .formatted(decisions.size());
        HttpRequest request =
                request("/partners/acme/" + source, key)
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(HttpRequest.BodyPublishers.ofString(event))
                        .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private int status(String source, String key) throws Exception {
        String path = "/partners/acme/" + source + "/events?source=%2Fs&id=none";
        return client.send(request(path, key).build(), BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + path))
                .header("x-api-key", key);
    }

    private static String hash(String key) {
        return HexFormat.of().formatHex(KeyText.sha256(key));
    }
}
