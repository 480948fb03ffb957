package io.gridgate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.auth.issued.KeyBook;
import io.gridgate.auth.issued.KeyBookFile;
import io.gridgate.auth.issued.KeyText;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

final class KeysCommandTest {

    private static final String SETTINGS =
            """
            gateway:
              upstream: {endpoint: "https://localhost:1", key: k}
              partners:
                acme:
                  sources:
                    orders: {scheme: cloudevents, topic: orders, types: ["*"], event-sources: ["*"]}
                    basic: {scheme: webhook, key-place: basic, topic: orders, types: ["*"],
                            mapping: {source: /s, type: t}}
                    stripe: {scheme: stripe, secrets: [0123456789abcdef], topic: pay, types: ["*"]}
            """;

    @TempDir private Path folder;
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("gridgate.yaml"), SETTINGS);
    }

    @Test
    void showsAKeyOnceAndKeepsItsDigestOnly() throws IOException {
        assertThat(run("make", "acme/orders", "--valid-for", "P90D")).isZero();

        String key = output.toString().strip();
        assertThat(KeyText.isKey(key)).isTrue();
        assertThat(errors.toString())
                .contains("acme/orders  key-1  live  until 20", "shown this once")
                .doesNotContain(key);
        String file = Files.readString(book());
        assertThat(file).doesNotContain(key, key.substring(9));
        KeyBook kept = new KeyBookFile(book()).read();
        assertThat(kept.keys()).hasSize(1);
        assertThat(kept.keys().getFirst().sha256()).hasSize(64);
        assertThat(securityLog())
                .contains(
                        "\"decision\":\"key-made\",\"partner\":\"acme\",\"source\":\"orders\","
                                + "\"key\":\"key-1\",\"user\":")
                .doesNotContain(key);
    }

    @Test
    void listsRotatesExpiresAndRevokes() throws IOException {
        run("make", "acme/orders", "--name", "first", "--json");
        JsonNode made = new ObjectMapper().readTree(output.toString());
        assertThat(made.get("owner").asText()).isEqualTo("acme/orders");
        assertThat(KeyText.isKey(made.get("key").asText())).isTrue();
        run("make", "acme", "--name", "status", "--not-before", "2999-01-01T00:00:00Z");
        run("rotate", "acme/orders", "first", "--overlap", "PT1H", "--name", "second");
        run("expire", "acme/orders", "second", "--at", "2999-01-01T00:00:00Z");
        run("revoke", "acme", "status");

        assertThat(list())
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("acme/orders  first  live  until 20"),
                        it ->
                                assertThat(it)
                                        .startsWith("acme  status  revoked  from 2999-01-01T00"),
                        it ->
                                assertThat(it)
                                        .isEqualTo(
                                                "acme/orders  second  live  until"
                                                        + " 2999-01-01T00:00:00Z"));
        assertThat(Files.readString(book())).contains("\"revoked\"");
        assertThat(securityLog().lines())
                .extracting(it -> it.replaceAll(".*\"decision\":\"([^\"]*)\".*", "$1"))
                .containsExactly(
                        "key-made",
                        "key-made",
                        "key-made",
                        "key-expired",
                        "key-expired",
                        "key-revoked");

        run("revoke", "acme/orders", "first");
        run("expire", "acme/orders", "second");
        assertThat(list())
                .extracting(it -> it.split("  ", -1)[2])
                .containsExactly("revoked", "revoked", "expired");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "make other/orders | there is no partner other in",
                "make acme/other | acme has no source other in",
                "make acme/stripe | requests to acme/stripe are signed, so a key would be of no use",
                "make acme/basic | senders to acme/basic present user and password",
                "make acme/orders --name first | acme/orders has a key 'first' already",
                "make acme/orders --name a/b | the name of a key has 1 to 64 letters",
                "make acme/orders --not-after 2020-01-01T00:00:00Z | would be over already",
                "make acme/orders --not-before 2999-01-02T00:00:00Z --not-after 2999-01-01T00:00:00Z"
                        + " | would end before it begins",
                "rotate acme/orders third | acme/orders has no key 'third'; it has [first]",
                "revoke acme first | acme has no key 'first'; it has []"
            })
    void saysWhatItCannotDo(String arguments, String message) throws IOException {
        run("make", "acme/orders", "--name", "first");
        String before = Files.readString(book());
        output.getBuffer().setLength(0);

        assertThat(run(arguments.split(" ", -1))).isEqualTo(1);

        assertThat(errors.toString()).contains(message);
        assertThat(output.toString()).isEmpty();
        assertThat(Files.readString(book())).isEqualTo(before);
    }

    private List<String> list() {
        output.getBuffer().setLength(0);
        assertThat(run("list")).isZero();
        return output.toString().lines().toList();
    }

    private Path book() {
        return folder.resolve("data/gateway/partner-keys.json");
    }

    private String securityLog() throws IOException {
        return Files.readString(folder.resolve("data/gateway/security.jsonl"));
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("keys"));
        all.addAll(Arrays.asList(arguments));
        all.add("--config=" + folder.resolve("gridgate.yaml"));
        String[] array = all.toArray(String[]::new);
        CommandLine program =
                GridgateCommand.commandLine(array)
                        .setOut(new PrintWriter(output, true))
                        .setErr(new PrintWriter(errors, true));
        return program.execute(array);
    }
}
