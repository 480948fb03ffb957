package io.gridgate.wellbeing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gridgate's own namespace in a process beside this one. */
final class LocalNamespace implements AutoCloseable {

    private final Process process;
    private final URI uri;
    private final String key;

    private LocalNamespace(Process process, URI uri, String key) {
        this.process = process;
        this.uri = uri;
        this.key = key;
    }

    /**
     * Starts it on free ports and waits until it serves.
     *
     * @param program the packaged gateway
     * @param data where it keeps events and keys
     */
    static LocalNamespace start(Path program, Path data, Style style) throws IOException {
        Files.createDirectories(data);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-jar", program.toString(), "namespace", "--json"));
        command.addAll(List.of("--http-port", "0", "--https-port", "-1"));
        command.addAll(List.of("--data", data.toString(), "--topic", Style.TOPIC));
        command.addAll(style.subscriptionOptions());
        Process process =
                new ProcessBuilder(command)
                        .redirectError(
                                ProcessBuilder.Redirect.appendTo(
                                        data.resolve("namespace.log").toFile()))
                        .start();
        try {
            BufferedReader output = process.inputReader();
            String line = output.readLine();
            if (line == null) {
                throw new IOException(
                        "the namespace did not start; see " + data.resolve("namespace.log"));
            }
            Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
            JsonNode ready = new ObjectMapper().readTree(line);
            return new LocalNamespace(
                    process,
                    URI.create(ready.get("httpUrl").asText()),
                    ready.get("keys").get(0).asText());
        } catch (IOException | RuntimeException e) {
            process.destroy();
            throw e;
        }
    }

    URI uri() {
        return uri;
    }

    String key() {
        return key;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
