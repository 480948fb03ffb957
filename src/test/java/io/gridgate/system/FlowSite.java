package io.gridgate.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Books;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.Role;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A namespace, a gateway and a worker, each a process, wired as on a site with its own namespace.
 */
final class FlowSite implements AutoCloseable {

    static final String SECRET = "It's a Secret to Everybody";

    private final Namespace namespace;
    private final Role gateway;
    private final Role worker;
    private final Path output;

    private FlowSite(Namespace namespace, Role gateway, Role worker, Path output) {
        this.namespace = namespace;
        this.gateway = gateway;
        this.worker = worker;
        this.output = output;
    }

    static FlowSite start() {
        Namespace namespace =
                Namespace.start(
                        "flow-namespace", "--topic", "code", "--subscription", "code/worker");
        String access =
                """
                  endpoint: %s
                  key: %s
                  trusted-certificates: %s
                """
                        .formatted(namespace.httpsUrl(), Namespace.KEY, namespace.authority());
        Path output = namespace.folder().resolve("handled.jsonl");
        Role gateway = null;
        try {
            gateway = Role.start("gateway", "flow-gateway", gatewaySettings(access));
            Role worker = Role.start("worker", "flow-worker", workerSettings(access, output));
            return new FlowSite(namespace, gateway, worker, output);
        } catch (RuntimeException | AssertionError e) {
            if (gateway != null) {
                gateway.close();
            }
            namespace.close();
            throw e;
        }
    }

    Namespace namespace() {
        return namespace;
    }

    Role gateway() {
        return gateway;
    }

    URI github() {
        return gateway.url().resolve("/partners/code-host/github");
    }

    /** Waits until as many events are handled and the numbers stay. */
    List<JsonNode> handled(int count, Duration max) throws IOException {
        Await.until(
                count + " events are handled",
                max,
                () -> handledLines().size(),
                handled -> handled >= count);
        List<JsonNode> events = new ArrayList<>();
        for (String line : handledLines()) {
            events.add(new ObjectMapper().readTree(line));
        }
        return events;
    }

    List<String> handledLines() throws IOException {
        return Files.exists(output) ? Files.readAllLines(output) : List.of();
    }

    Books gatewayBooks() throws IOException {
        return Books.ask(gateway.url(), gateway.data(), "gateway");
    }

    Books namespaceBooks() throws IOException {
        return Books.ask(namespace.httpUrl(), namespace.data(), "namespace");
    }

    @Override
    public void close() {
        worker.close();
        gateway.close();
        namespace.close();
    }

    private static String gatewaySettings(String access) {
        return """
        gateway:
          upstream:
        %s
          partners:
            code-host:
              sources:
                github:
                  scheme: github
                  secrets: ["%s"]
                  topic: code
                  types: [com.github.*]
        """
                .formatted(access.indent(2).stripTrailing(), SECRET);
    }

    private static String workerSettings(String access, Path output) {
        return """
        worker:
        %s
          topic: code
          subscription: worker
          handler: file
          output: %s
        """
                .formatted(access.stripTrailing(), output);
    }
}
