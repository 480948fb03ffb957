package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.NodeScripts;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Microsoft's JavaScript client {@code @azure/eventgrid-namespaces} against the namespace role,
 * over TLS with the printed authority and over http; the scenarios are in src/test/js.
 */
@Execution(ExecutionMode.CONCURRENT)
class JavaScriptSdkTest {

    private static final List<String> TOPICS =
            List.of(
                    "one",
                    "batch",
                    "bytes",
                    "text",
                    "empty",
                    "acknowledge",
                    "release",
                    "delay",
                    "limit",
                    "reject",
                    "renew",
                    "expire");
    private static final Map<String, String> LOCKS = Map.of("renew", "PT5S", "expire", "PT1S");

    @TestFactory
    Stream<DynamicTest> passesEveryScenario() throws Exception {
        NodeScripts.install().ifPresent(reason -> abort(reason));
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor();
                Namespace secure = start("js-https");
                Namespace plain = start("js-http")) {
            Future<List<NodeScripts.Result>> overTls =
                    both.submit(scenarios(secure, secure.httpsUrl().toString()));
            Future<List<NodeScripts.Result>> overHttp =
                    both.submit(scenarios(plain, plain.httpUrl().toString()));
            return Stream.concat(
                    report("https", results(overTls)), report("http", results(overHttp)));
        }
    }

    private static Namespace start(String name) {
        List<String> flags = new ArrayList<>(List.of("--relaxed-limits"));
        for (String topic : TOPICS) {
            String lock = LOCKS.getOrDefault(topic, "PT60S");
            flags.addAll(List.of("--topic", "js-" + topic));
            flags.addAll(List.of("--subscription", "js-" + topic + "/worker,lock=" + lock));
        }
        return Namespace.start(name, flags.toArray(String[]::new));
    }

    private static Callable<List<NodeScripts.Result>> scenarios(
            Namespace namespace, String endpoint) {
        Path folder = namespace.folder();
        Map<String, String> environment =
                Map.of(
                        "GRIDGATE_ENDPOINT",
                        endpoint,
                        "GRIDGATE_KEY",
                        Namespace.KEY,
                        "GRIDGATE_CA",
                        namespace.authority().toString());
        return () -> {
            assertThat(Files.exists(namespace.authority())).isTrue();
            return NodeScripts.run("namespace.test.js", folder, environment);
        };
    }

    private static List<NodeScripts.Result> results(Future<List<NodeScripts.Result>> run)
            throws InterruptedException, ExecutionException {
        return run.get();
    }

    private static Stream<DynamicTest> report(String transport, List<NodeScripts.Result> results) {
        return results.stream()
                .map(result ->
                        DynamicTest.dynamicTest(
                                transport + ": " + result.name(),
                                () -> assertThat(result.passed()).as(result.problem()).isTrue()));
    }
}
