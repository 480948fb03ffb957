package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.Dialogue;
import io.gridgate.benchmarks.load.HttpRequest;
import io.gridgate.benchmarks.load.Publishing;
import io.gridgate.benchmarks.server.ServerProcess;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The servers of the scenarios and the requests that they understand. */
final class Site {

    static final String KEY = "R3JpZGdhdGUgYmVuY2htYXJrIGFjY2VzcyBrZXkgMDE=";
    static final String TOPIC = "orders";
    static final String SUBSCRIPTION = "worker";

    private static final String VERSION = "api-version=2024-06-01";
    private static final String AUTHORIZATION = "Authorization: SharedAccessKey " + KEY;
    private static final String ONE = "Content-Type: application/cloudevents+json; charset=utf-8";
    private static final String MANY =
            "Content-Type: application/cloudevents-batch+json; charset=utf-8";

    private Site() {}

    /** A namespace with one topic, dedup on, and one event subscription. */
    static ServerProcess namespace(Lab lab, Path data, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "namespace",
                                "--json",
                                "--http-port=0",
                                "--https-port=0",
                                "--data=" + data,
                                "--key=" + KEY,
                                "--relaxed-limits",
                                "--topic=" + TOPIC + ",dedup=PT24H",
                                "--subscription="
                                        + TOPIC
                                        + "/"
                                        + SUBSCRIPTION
                                        + ",lock=PT5M,max-delivery-count=10"));
        arguments.addAll(List.of(more));
        return lab.launch().product("namespace", List.of(), arguments);
    }

    static HttpRequest bare() {
        return new HttpRequest("/", List.of(AUTHORIZATION, ONE));
    }

    static HttpRequest publishOne() {
        return new HttpRequest(
                "/topics/" + TOPIC + ":publish?" + VERSION, List.of(AUTHORIZATION, ONE));
    }

    static HttpRequest publishBatch() {
        return new HttpRequest(
                "/topics/" + TOPIC + ":publish?" + VERSION, List.of(AUTHORIZATION, MANY));
    }

    static HttpRequest subscription(String operation, String parameters) {
        return new HttpRequest(
                "/topics/%s/eventsubscriptions/%s:%s?%s%s"
                        .formatted(TOPIC, SUBSCRIPTION, operation, VERSION, parameters),
                List.of(AUTHORIZATION, "Content-Type: application/json"));
    }

    /** The bare handler under the load that every ratio is of: one event in each request. */
    static Side bareSide(Lab lab) {
        return new Side(
                "bare",
                lab.launch().bare(),
                "httpUrl",
                each(lab, () -> Publishing.single(bare())),
                lab.effort().clientThreads());
    }

    static <T extends Dialogue> List<T> each(Lab lab, Supplier<T> dialogue) {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < lab.effort().connections(); i++) {
            all.add(dialogue.get());
        }
        return all;
    }
}
